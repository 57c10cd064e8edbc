using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Tests.Audit.Replays;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Mirroring;

/// <summary>What was known with events that are lost is never answered without them, and all else is answered as ever.</summary>
public sealed class AskingARecoveredLedger(RecoveredLedger recovered) : IClassFixture<RecoveredLedger>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LedgerApp _app = null!;

    private SetBackLedger Ledger => recovered.Before;

    private Api Anybody => Api.Anonymous(_app);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await recovered.StartAsync(_folder);

    [Fact]
    public async Task It_says_that_events_were_lost_how_many_between_which_sizes_when_and_why()
    {
        var said = (await Anybody.GetAsync("/api/v1/audit/recoveries")).Json["items"]!.AsArray().Single()!;

        Assert.Equal((250, 310, 55), ((int)said["fromSize"]!, (int)said["toSize"]!, (int)said["lost"]!));
        var note = SignedNote.TryParse(said["note"]!.ToString())!;
        var declared = RecoveryDeclaration.TryParse(note.Text)!;
        Assert.True(note.IsSignedBy(VerifierKey.TryParse(Ledger.VerifierKey)!, Ed25519.Check));
        Assert.Equal(("The disk failed.", 250, 310, 55, said["recoveredAt"]!.ToString()), (declared.Reason, declared.Held, declared.Last.Size, declared.Lost,
            declared.RecoveredAt.ToString("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFF'Z'", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(3, HttpStatusCode.OK), InlineData(250, HttpStatusCode.OK), InlineData(251, HttpStatusCode.Gone), InlineData(310, HttpStatusCode.Gone), InlineData(311, HttpStatusCode.OK)]
    public async Task A_size_at_which_nothing_is_lost_is_answered_and_no_other(long size, HttpStatusCode status)
    {
        await RecordAsync(1);

        Assert.Equal(status, (await AskAsync($"&ledgerSize={size}")).Status);
    }

    [Fact]
    public async Task The_refusal_says_between_which_sizes_how_many_events_were_lost_and_where_to_ask()
    {
        var refusal = await AskAsync("&ledgerSize=300");

        Assert.Equal(HttpStatusCode.Gone, refusal.Status);
        Assert.StartsWith("Of the events between 250 and 310, 55 were lost, as was told at 20", refusal.Json["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal((250, 310), ((int)refusal.Json["fromSize"]!, (int)refusal.Json["toSize"]!));
    }

    [Fact]
    public async Task A_moment_at_which_what_is_lost_was_known_is_refused_and_one_after_the_loss_was_told_is_not()
    {
        Assert.Equal("events-lost", (await AskAsync($"&knownAt={Ledger.KnownAt}")).Problem);

        var now = await Sql.AskAsync<string>(_app.ConnectionString, "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        var known = await AskAsync($"&knownAt={now}");

        Assert.Equal((HttpStatusCode.OK, 310), (known.Status, (int)known.Json["ledger"]!["size"]!));
        Assert.Null(known.Json["permalink"]);
    }

    [Theory]
    [InlineData("/api/v1/changes?sinceOn=2025-08-01&on=2025-08-10&negotiation=talks&sinceLedgerSize=300"), InlineData("/api/v1/changes?sinceOn=2025-08-01&on=2025-08-10&negotiation=talks&ledgerSize=300")]
    [InlineData("/api/v1/matrix?on=2025-08-10&negotiation=talks&ledgerSize=300"), InlineData("/api/v1/audit/bundles?party=p&issue=i&on=2025-08-10&ledgerSize=300")]
    [InlineData("/api/v1/statements/00000000-0000-4000-8000-000000000000?ledgerSize=300"), InlineData("/api/v1/parties/p/replay?ledgerSize=300")]
    [InlineData("/api/v1/statements?text=land&ledgerSize=300"), InlineData("/api/v1/exports/matrix.csv?on=2025-08-10&negotiation=talks&ledgerSize=300")]
    public async Task Every_question_is_refused_so(string path) => Assert.Equal("events-lost", (await Api.Of(_app).GetAsync(path)).Problem);

    [Theory]
    [InlineData("/api/v1/changes?sinceOn=2025-08-01&on=2025-08-10&negotiation=talks"), InlineData("/api/v1/matrix?on=2025-08-10&negotiation=talks")]
    [InlineData("/api/v1/issues/{issue}/overlap?on=2025-08-10"), InlineData("/api/v1/parties/{party}/stances?on=2025-08-10"), InlineData("/api/v1/parties/{party}/stances/{issue}?on=2025-08-10")]
    public async Task No_permalink_is_given_to_a_size_that_will_be_refused_and_one_is_again_as_soon_as_something_is_sealed(string path)
    {
        path = path.Replace("{issue}", Ledger.Cell.Issue, StringComparison.Ordinal).Replace("{party}", Ledger.Cell.Party, StringComparison.Ordinal);
        var before = (await Api.Of(_app).GetAsync(path)).Json;
        await RecordAsync(1);
        var after = (await Api.Of(_app).GetAsync(path)).Json;

        Assert.Equal((310, 0), ((int)before["ledger"]!["size"]!, (int)before["ledger"]!["pending"]!));
        Assert.Null(before["permalink"]);
        Assert.Equal((311, 0), ((int)after["ledger"]!["size"]!, (int)after["ledger"]!["pending"]!));
        Assert.Equal(HttpStatusCode.OK, (await Api.Of(_app).GetAsync(after["permalink"]!.ToString())).Status);
    }

    [Fact]
    public async Task No_permalink_leads_to_changes_since_a_size_that_will_be_refused()
    {
        var told = await Sql.AskAsync<string>(_app.ConnectionString, "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        const string Path = "/api/v1/changes?sinceOn=2025-08-01&on=2025-08-10&negotiation=talks";
        Assert.Equal(HttpStatusCode.OK, (await Api.Of(_app).GetAsync($"{Path}&sinceKnownAt={told}")).Status);
        await RecordAsync(1);

        JsonNode since = (await Api.Of(_app).GetAsync($"{Path}&sinceKnownAt={told}")).Json, at = (await Api.Of(_app).GetAsync($"{Path}&sinceLedgerSize=250")).Json;

        Assert.Equal((310, 311), ((int)since["sinceLedgerSize"]!, (int)since["ledger"]!["size"]!));
        Assert.Null(since["permalink"]);
        Assert.NotNull(at["permalink"]);
    }

    [Fact]
    public async Task A_replay_of_what_is_sealed_leaves_out_what_is_not_though_it_counts_fewer_events_than_leaves()
    {
        // Into what can be folded.
        await Sql.RunAsync(_app.ConnectionString, """
            alter table ledger.mt_events disable trigger all;
            update ledger.mt_events set data = '{"name": "A party", "aliases": []}' where data = '{}'
            """);
        await _app.Host.Services.GetServices<IHostedService>().OfType<SealLedger>().Single().StopAsync(Cancel);
        await Given.CellAsync(Api.Of(_app));

        var report = await Replayed.WholeAsync(Api.Of(_app), SetBackLedger.Size);

        Assert.Equal((SetBackLedger.Size - SetBackLedger.Lost, "completed"), ((int)report["events"]!, report["state"]!.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private Task<Reply> AskAsync(string known) => Api.Of(_app).GetAsync(Ledger.Cell.StancePath("2025-08-10", known));

    private async Task RecordAsync(int version)
    {
        await using (var connection = await SealedLedger.ConnectAsync(_app))
            await SealedLedger.AppendAsync(connection, "party/after", version, 1);
        while ((await SealedLedger.ReadAsync(_app, "select max(tree_size) from ledger.checkpoint", row => row.GetInt64(0)))[0] < SetBackLedger.Size + version)
            await Task.Delay(10, Cancel);
    }
}
