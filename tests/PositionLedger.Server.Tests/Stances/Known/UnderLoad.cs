using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>While many record at once, and some take long to commit or roll back, what was known at a moment stays what it was.</summary>
public sealed class UnderLoad(TestPostgres postgres)
{
    private const int Writers = 32;
    private const int Questions = 1_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_that_is_repeated_a_thousand_times_is_answered_with_the_same_bytes()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var talks = await Talks.BeginAsync(Api.Of(app), ["upland", "lowland"], ["border"]);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writing = Enumerable.Range(0, Writers).Select(writer => writer % 4 == 0 ? RollBackAsync(app, writer, enough.Token) : RecordAsync(talks, writer, enough.Token)).ToArray();
        await Task.Delay(500, Cancel);

        // Asked about this very moment, while some of what was sent before isn't committed.
        var moment = (await SealedLedger.ReadAsync(app, "select clock_timestamp()", row => row.GetDateTime(0)))[0].ToString("O");
        var path = $"/api/v1/matrix?on=2025-08-09&negotiation={talks.Negotiation}&knownAt={moment}";
        var first = await talks.Api.GetAsync(path);
        for (var asked = 1; asked < Questions; asked++)
            Assert.Equal(first.Text, (await talks.Api.GetAsync(path)).Text);

        await enough.CancelAsync();
        var written = await Task.WhenAll(writing);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.True(written.Sum() > Writers, "Hardly anything was recorded.");
        Assert.True(await SealedLedger.IsSealedAsync(app) > (long)first.Json["ledger"]!["size"]! + Writers);
        Assert.Equal(first.Text, (await talks.Api.GetAsync(path)).Text);
        Assert.Equal(first.Text, (await talks.Api.GetAsync(first.Json["permalink"]!.ToString())).Text);
    }

    private static async Task<int> RecordAsync(Talks talks, int writer, CancellationToken enough)
    {
        for (var recorded = 0; ; recorded++)
        {
            if (enough.IsCancellationRequested)
                return recorded;
            await talks.SaysAsync(writer % 2 == 0 ? "upland" : "lowland", "border", recorded % 2 == 0 ? "accepts" : "rejects", $"2025-08-{1 + (recorded % 9):00}");
        }
    }

    // A sequence number is drawn and never used, or used long after later ones were committed.
    private static async Task<int> RollBackAsync(LedgerApp app, int writer, CancellationToken enough)
    {
        await using var connection = await SealedLedger.ConnectAsync(app);
        var version = 1;
        while (!enough.IsCancellationRequested)
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await SealedLedger.AppendAsync(connection, $"party/slow-{writer}", version, 1);
            await Task.Delay(Random.Shared.Next(60), Cancel);
            if (Random.Shared.Next(2) == 0)
            {
                await transaction.RollbackAsync(Cancel);
                continue;
            }

            await transaction.CommitAsync(Cancel);
            version++;
        }

        return version - 1;
    }
}
