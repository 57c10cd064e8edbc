using System.Globalization;
using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit;

/// <summary>What was answered as known at some moment is answered for ever, whatever is recorded meanwhile, by whom and in which order.</summary>
public sealed class AsKnownUnderLoad(TestPostgres postgres)
{
    private const int Writers = 32;
    private const int Questions = 1_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_the_same_a_thousand_times_while_32_writers_record_amend_and_roll_back()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);
        var cell = await Given.CellAsync(api);
        for (var i = 0; i < 4; i++)
            await cell.RecordAsync(cell.Statement(i % 2 == 0 ? "rejects" : "open", $"2025-08-0{i + 1}", $"before-{i}"));
        using var over = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => writer % 4 == 0 ? RollBackAsync(app, writer, over.Token) : RecordAsync(cell, writer, over.Token)).ToArray();
        // In the middle of it all, so that some are just committing who began before.
        await Task.Delay(300, Cancel);
        var moment = (await SealedLedger.ReadAsync(app, "select clock_timestamp()", row => row.GetDateTime(0)))[0].ToString("O", CultureInfo.InvariantCulture);
        string[] paths =
        [
            cell.StancePath("2025-08-20", $"&knownAt={moment}"), $"/api/v1/parties/{cell.Party}/stances/{cell.Issue}/explanation?on=2025-08-20&knownAt={moment}",
            $"/api/v1/parties/{cell.Party}/stances/{cell.Issue}/history?knownAt={moment}", $"/api/v1/matrix?negotiation=talks&on=2025-08-20&knownAt={moment}",
        ];
        var first = new string[paths.Length];
        for (var i = 0; i < paths.Length; i++)
            first[i] = await AnswerAsync(api, paths[i]);

        for (var i = 0; i < Questions; i++)
            Assert.Equal(first[i % paths.Length], await AnswerAsync(api, paths[i % paths.Length]));

        await over.CancelAsync();
        Assert.True((await Task.WhenAll(writers)).Sum() > Writers);
        await SealedLedger.IsWholeAsync(app);
        for (var i = 0; i < paths.Length; i++)
            Assert.Equal(first[i], await AnswerAsync(api, paths[i]));
    }

    private static async Task<string> AnswerAsync(Api api, string path)
    {
        var reply = await api.GetAsync(path);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Text;
    }

    private static async Task<int> RecordAsync(Cell cell, int writer, CancellationToken over)
    {
        var recorded = 0;
        for (; !over.IsCancellationRequested; recorded++)
        {
            var path = await cell.RecordAsync(cell.Statement(recorded % 2 == 0 ? "accepts" : "rejects", $"2025-08-{1 + recorded % 19:00}", $"{writer}-{recorded}", $"Words {writer}-{recorded}."));
            if (recorded % 3 == 0)
                await cell.Api.PostAsync($"{path}/retractions", new { reason = "It was somebody else." }, ("If-Match", "*"));
            // The rule weighs all that is said on one day against each other: a cell of thousands would be the whole test.
            await Task.Delay(200, CancellationToken.None);
        }

        return recorded;
    }

    // Holds sequence numbers for a while, and gives most of them up.
    private static async Task<int> RollBackAsync(LedgerApp app, int writer, CancellationToken over)
    {
        var random = new Random(writer);
        var (rounds, version) = (0, 1);
        await using var connection = await SealedLedger.ConnectAsync(app);
        for (; !over.IsCancellationRequested; rounds++)
        {
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            var count = random.Next(1, 4);
            await SealedLedger.AppendAsync(connection, $"source/slow-{writer}", version, count);
            await Task.Delay(random.Next(0, 120), CancellationToken.None);
            if (random.Next(3) > 0)
            {
                await transaction.RollbackAsync(CancellationToken.None);
                continue;
            }

            await transaction.CommitAsync(CancellationToken.None);
            version += count;
        }

        return rounds;
    }
}
