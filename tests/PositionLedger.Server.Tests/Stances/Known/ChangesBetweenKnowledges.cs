using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>Between two points of view, shifts are told by the later knowledge, and revisions are what made it another one.</summary>
[Collection(SharedLedger.Name)]
public sealed class ChangesBetweenKnowledges(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync(Api.Of(app), ["bloc", "lowland", "upland"], ["aid", "border"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Tell_a_correction_as_a_revision_and_what_the_party_did_as_a_shift()
    {
        var id = await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        var before = await SealedLedger.IsSealedAsync(app);
        await _talks.AmendAsync(id, "corrections", new { reason = "a slip", stance = "accepts" });
        await _talks.SaysAsync("upland", "border", "open", "2025-08-05");
        var after = await SealedLedger.IsSealedAsync(app);

        var changes = await ChangesAsync($"&sinceLedgerSize={before}&ledgerSize={after}");
        Assert.Equal(["upland border 2025-08-09 opened"], Shifts(changes));
        Assert.Equal(["upland border corrected", "upland border stanceRevised"], Revisions(changes));
        Assert.Equal((before, after), ((long)changes["sinceLedgerSize"]!, (long)changes["ledger"]!["size"]!));

        var then = await ChangesAsync($"&ledgerSize={before}");
        Assert.Equal(([], [], null), (Shifts(then), Revisions(then), then["sinceLedgerSize"]?.ToString()));
        Assert.Empty(Revisions(await ChangesAsync($"&sinceLedgerSize={after}&ledgerSize={after}")));
        Assert.Equal(["upland border corrected", "upland border stanceRevised"], Revisions(await ChangesAsync($"&sinceLedgerSize={before}")));
        Assert.Equal(["upland border corrected"], Revisions(await ChangesAsync($"&sinceLedgerSize={before}&ledgerSize={before + 1}"))[..1]);
    }

    [Fact]
    public async Task By_moments_are_those_of_the_sizes_known_then()
    {
        var id = await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await SealedLedger.IsSealedAsync(app);
        var since = await NewestAsync();
        await _talks.AmendAsync(id, "retractions", new { reason = "wrong" });
        await SealedLedger.IsSealedAsync(app);
        var known = await NewestAsync();

        var changes = await ChangesAsync($"&sinceKnownAt={since:O}&knownAt={known:O}");

        Assert.Equal(["upland border retracted", "upland border stanceRevised"], Revisions(changes));
        Assert.Equal(changes.ToJsonString(), (await ChangesAsync($"&sinceLedgerSize={changes["sinceLedgerSize"]}&ledgerSize={changes["ledger"]!["size"]}")).ToJsonString());
    }

    [Fact]
    public async Task Now_hold_also_what_is_not_sealed_yet()
    {
        await using var own = await LedgerApp.StartAsync(app.Postgres);
        var talks = await Talks.BeginAsync(Api.Of(own), ["upland"], ["border"]);
        var id = await talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        var size = await SealedLedger.IsSealedAsync(own);
        await using var sealer = await SealedLedger.ConnectAsync(own);
        await using var holds = await sealer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await SealedLedger.HoldAsync(sealer);
        await talks.AmendAsync(id, "retractions", new { reason = "wrong" });
        await talks.GradeAsync("A");
        await talks.AmendAsync(id, "reinstatements", new { reason = "right" });

        var changes = await talks.ChangesAsync("2025-08-09", "2025-08-09", $"&sinceLedgerSize={size}");

        Assert.Equal(3, (long)changes["ledger"]!["pending"]!);
        Assert.Equal(["upland border retracted", "upland border stanceRevised", "upland border regraded", "upland border reinstated", "upland border stanceRevised"],
            Revisions(talks, changes));
    }

    [Fact]
    public async Task Concern_the_members_of_a_bloc_and_whoever_cites_a_source()
    {
        await _talks.SpeaksForAsync("bloc", "lowland", "2025-01-01");
        var id = await _talks.SaysAsync("bloc", "border", "rejects", "2025-08-01");
        await _talks.SaysAsync("upland", "aid", "rejects", "2025-08-01");
        var since = await SealedLedger.IsSealedAsync(app);
        await _talks.AmendAsync(id, "corrections", new { reason = "a slip", stance = "open" });
        var middle = await SealedLedger.IsSealedAsync(app);
        await _talks.GradeAsync("E");
        var known = await SealedLedger.IsSealedAsync(app);

        Assert.Equal(["bloc border corrected", "bloc border stanceRevised", "lowland border corrected", "lowland border stanceRevised"],
            Revisions(await ChangesAsync($"&sinceLedgerSize={since}&ledgerSize={middle}")));
        Assert.Equal(["bloc border regraded", "bloc border stanceRevised", "lowland border regraded", "lowland border stanceRevised", "upland aid regraded", "upland aid stanceRevised"],
            Revisions(await ChangesAsync($"&sinceLedgerSize={middle}&ledgerSize={known}")));
    }

    [Fact]
    public async Task Of_one_negotiation_leave_out_the_others()
    {
        await _talks.RegisterAsync("toll", _talks.Id("others"));
        var since = await SealedLedger.IsSealedAsync(app);
        await _talks.AmendAsync(await _talks.SaysAsync("upland", "toll", "accepts", "2025-08-01"), "retractions", new { reason = "wrong" });
        var known = await SealedLedger.IsSealedAsync(app);

        Assert.Empty(Revisions(await ChangesAsync($"&sinceLedgerSize={since}&ledgerSize={known}")));
        var all = await _talks.AskAsync($"/api/v1/changes?sinceOn=2025-08-01&on=2025-08-09&sinceLedgerSize={since}&ledgerSize={known}");
        Assert.Equal(["upland toll retracted", "upland toll stanceRevised"], Revisions(all));
    }

    private Task<JsonNode> ChangesAsync(string more) => _talks.ChangesAsync("2025-08-01", "2025-08-09", more);

    private async Task<DateTime> NewestAsync() =>
        (await SealedLedger.ReadAsync(app, "select max(sealed_at) from ledger.checkpoint", row => row.GetDateTime(0)))[0];

    private string[] Shifts(JsonNode changes) => _talks.Lines(changes["shifts"], "party", "issue", "on", "kind");

    private string[] Revisions(JsonNode changes) => Revisions(_talks, changes);

    private static string[] Revisions(Talks talks, JsonNode changes) =>
        [.. talks.Lines(changes["revisions"], "party", "issue").Zip(changes["revisions"]!.AsArray(), (cell, x) => $"{cell} {x!["revision"]!["kind"]}")];
}
