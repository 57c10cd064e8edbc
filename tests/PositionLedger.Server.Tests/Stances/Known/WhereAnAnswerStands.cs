using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>Every answer says from how much of the ledger it was derived.</summary>
public sealed class WhereAnAnswerStands(TestPostgres postgres)
{
    private const string OfNothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Now_names_the_newest_checkpoint_and_what_is_not_sealed_yet()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var talks = await Talks.BeginAsync(Api.Of(app), ["upland"], ["border"]);
        var size = await SealedLedger.IsSealedAsync(app);
        await using var sealer = await SealedLedger.ConnectAsync(app);
        await using var holds = await sealer.BeginTransactionAsync(Cancel);
        await SealedLedger.HoldAsync(sealer);
        await talks.SaysAsync("upland", "border", "rejects", "2025-08-09");

        var newest = (await SealedLedger.ReadAsync(app, "select root, sealed_at from ledger.checkpoint order by sealed_at desc limit 1",
            row => (Root: Convert.ToBase64String(row.GetFieldValue<byte[]>(0)), At: row.GetDateTime(1))))[0];
        var ledger = (await talks.StanceAsync("upland", "border", "2025-08-09"))["ledger"]!;

        Assert.Equal((size, newest.Root, newest.At, 1), ((long)ledger["size"]!, $"{ledger["root"]}", Time(ledger), (long)ledger["pending"]!));
        Assert.Equal(["size", "root", "sealedAt", "pending"], ledger.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task At_a_size_names_its_root_and_the_first_checkpoint_that_covers_it()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var talks = await Talks.BeginAsync(Api.Of(app), ["upland", "lowland"], ["border", "aid"]);
        for (var i = 0; i < 40; i++)
            await Task.WhenAll(Enumerable.Range(0, 10).Select(n => talks.SaysAsync("upland", n % 2 == 0 ? "border" : "aid", "rejects", "2025-08-09")));
        var size = await SealedLedger.IsSealedAsync(app);
        await talks.AskAsync($"/api/v1/changes?sinceOn=2025-08-09&on=2025-08-09&knownAt={DateTime.UtcNow.AddMilliseconds(-1):O}");

        var checkpoints = await SealedLedger.ReadAsync(app, "select tree_size, sealed_at from ledger.checkpoint order by sealed_at",
            row => (Size: row.GetInt64(0), At: row.GetDateTime(1)));
        var leaves = await SealedLedger.ReadAsync(app, "select hash from ledger.leaf order by leaf_index", row => new Domain.Audit.TreeHash(row.GetFieldValue<byte[]>(0)));
        var tree = new Domain.Audit.TreeFrontier();
        for (var n = 0; n <= size; n++)
        {
            if (n > 0)
                tree.Append(leaves[n - 1]);
            var ledger = (await talks.AskAsync($"/api/v1/changes?sinceOn=2025-08-09&on=2025-08-09&ledgerSize={n}"))["ledger"]!;
            Assert.Equal((n, $"{tree.Root}", checkpoints.First(checkpoint => checkpoint.Size >= n).At, 0),
                ((long)ledger["size"]!, $"{ledger["root"]}", Time(ledger), (long)ledger["pending"]!));
        }
    }

    [Fact]
    public async Task While_nobody_seals_is_of_nothing_and_an_earlier_knowledge_is_503()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var sealer = new Npgsql.NpgsqlConnection(connectionString);
        await sealer.OpenAsync(Cancel);
        await SealedLedger.LeadAsync(sealer);
        await using var app = await LedgerApp.StartAsync(postgres, connectionString);
        var talks = await Talks.BeginAsync(Api.Of(app), ["upland"], ["border"]);

        var stance = await talks.StanceAsync("upland", "border", "2025-08-09");
        Assert.Equal($$"""{"size":0,"root":"{{OfNothing}}","sealedAt":null,"pending":3}""", stance["ledger"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Null(stance["permalink"]);
        var replies = await Task.WhenAll(((string[])["ledgerSize=0", "knownAt=2025-08-09T00:00:00Z"]).Select(known =>
            talks.Api.GetAsync($"/api/v1/parties/{talks.Id("upland")}/stances/{talks.Id("border")}?on=2025-08-09&{known}")));
        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-sealed", true),
            (reply.Status, reply.Problem, reply.Headers.RetryAfter is not null)));
    }

    [Fact]
    public async Task Asked_about_this_very_moment_knows_what_was_sealed_before_it()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var talks = await Talks.BeginAsync(Api.Of(app), ["upland"], ["border"]);
        await talks.SaysAsync("upland", "border", "rejects", "2025-08-09");
        var size = await SealedLedger.IsSealedAsync(app);
        var moment = (await SealedLedger.ReadAsync(app, "select clock_timestamp()", row => row.GetDateTime(0)))[0];
        await talks.SaysAsync("upland", "border", "accepts", "2025-08-09");

        var first = await talks.StanceAsync("upland", "border", "2025-08-09", $"&knownAt={moment:O}");
        await SealedLedger.IsSealedAsync(app);
        var again = await talks.StanceAsync("upland", "border", "2025-08-09", $"&knownAt={moment:O}");

        Assert.Equal(("rejects", size), ($"{first["stance"]}", (long)first["ledger"]!["size"]!));
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        var newest = (await SealedLedger.ReadAsync(app, "select max(sealed_at) from ledger.checkpoint where tree_size = (select max(tree_size) from ledger.checkpoint)", row => row.GetDateTime(0)))[0];
        Assert.Equal("contested", $"{(await talks.StanceAsync("upland", "border", "2025-08-09", $"&knownAt={newest:O}"))["stance"]}");
    }

    private static DateTime Time(JsonNode ledger) => ((DateTimeOffset)ledger["sealedAt"]!).UtcDateTime;
}
