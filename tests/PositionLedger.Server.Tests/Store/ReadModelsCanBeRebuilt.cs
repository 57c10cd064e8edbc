using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.ReadModels.Cells;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store;

public sealed class ReadModelsCanBeRebuilt(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task And_hold_exactly_the_same_rows_afterwards()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", "alaska-2025"));
        await EverySortOfEventAsync(Api.Of(app));
        // A grade's cells are derived anew in the background: both before the rows are compared, and not in between.
        var regraded = app.Host.Services.GetRequiredService<RegradedCells>();
        await regraded.StopAsync(Cancel);
        await regraded.CatchUpAsync(Cancel);
        var before = await RowsAsync(app);

        var read = await app.Host.Services.GetRequiredService<ReadModels>().RebuildAsync(Cancel);

        Assert.Equal(await CountAsync(app), read);
        var after = await RowsAsync(app);
        Assert.All(before, table => Assert.NotEmpty(table.Value));
        Assert.All(before, table => Assert.Equal(table.Value.Split('\n'), after[table.Key].Split('\n')));
    }

    [Fact]
    public async Task Page_by_page_and_be_replayed_so_where_there_are_many_events()
    {
        const int Names = 5_200; // More than a page of the rebuild, and many of the replay.
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
        var recorder = new Recorder("system:test", null, null);
        await writer.WriteAsync(new OpenParty(new("upland", "0", PartyKind.State, [])), recorder, Cancel);
        foreach (var some in Enumerable.Range(1, Names).Chunk(1_000))
            await Task.WhenAll(some.Select(i => writer.WriteAsync(new RenameParty("upland", $"{i}", null), recorder, Cancel)));
        var before = await RowsAsync(app);

        var read = await app.Host.Services.GetRequiredService<ReadModels>().RebuildAsync(Cancel);
        var replayed = (await Api.Of(app).GetAsync("/api/v1/parties/upland/replay")).Json["events"]!.AsArray();

        Assert.Equal(Names + 1, read);
        Assert.Equal(before, await RowsAsync(app));
        Assert.Equal(Enumerable.Range(1, Names + 1), replayed.Select(e => e!["version"]!.GetValue<int>()));
        Assert.Equal(Enumerable.Range(0, Names + 1).Select(i => $"{i}"), replayed.Select(e => e!["event"]!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task By_a_verb_of_the_server_that_also_mends_what_somebody_spoiled()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", "alaska-2025"));
        var before = await RowsAsync(app);
        await Sql.RunAsync(app.ConnectionString, "update ledger.party set name = 'spoiled'; delete from ledger.statement_version");

        using var folder = new TemporaryFolder();
        using var rebuild = Process.Start(ServerProcess.Verb(folder, "rebuild", ("ConnectionStrings__ledger", app.ConnectionString)))!;
        var printed = await rebuild.StandardOutput.ReadToEndAsync(Cancel);
        await rebuild.WaitForExitAsync(Cancel);

        Assert.Equal(0, rebuild.ExitCode);
        Assert.Contains($"from {await CountAsync(app)} events", printed, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(app));
    }

    private static async Task EverySortOfEventAsync(Api api)
    {
        var cell = await Given.CellAsync(api);
        var statement = cell.Statement(key: "a-key");
        statement["conditions"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["text"] = "if they leave" });
        var path = await cell.RecordAsync(statement);
        await api.PostAsync($"{path}/reports", new { source = cell.Source, root = "another-root", credibility = 2 });
        await api.PostAsync($"{path}/reports/1/assessments", new { credibility = 1, reason = "two roots" });
        await api.PostAsync($"{path}/reports/1/assessments", new { credibility = 2, reason = "not quite" });
        await api.PostAsync($"{path}/reports/2/retractions", new { reason = "another statement" });
        await api.PostAsync($"{path}/conditions/1/assessments", new { state = "met", on = "2025-08-10", reason = "they left" });
        await api.PostAsync($"{path}/corrections", new { reason = "a typo", saidOn = "2025-08" }, ("If-Match", "*"));
        await api.PostAsync($"{path}/retractions", new { reason = "a mistake" }, ("If-Match", "\"7\""));
        var last = await api.PostAsync($"{path}/reinstatements", new { reason = "no mistake" }, ("If-Match", "\"8\""));
        Assert.Equal("\"9\"", last.ETag);
        var other = await Given.CellAsync(api);
        var joint = (await Given.Created(api.PostAsync(cell.StatementsPath, cell.Statement(quote: "We both will.").With(other.Party)))).Headers.Location!;
        await api.PostAsync($"{joint}/retractions", new { reason = "they did not sign", only = other.Party }, ("If-Match", "*"));
        await api.PostAsync($"{joint}/retractions", new { reason = "nobody did" }, ("If-Match", "*"));
        Assert.Equal("\"3\"", (await api.PostAsync($"{joint}/reinstatements", new { reason = "we did", only = cell.Party }, ("If-Match", "*"))).ETag);
        await api.PostAsync($"/api/v1/sources/{cell.Source}/grades", new { reliability = "E", reason = "unreliable" });
        var bloc = (await Given.CellAsync(api)).Party;
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/memberships", new { bloc, from = "2025-01-01", speaksFor = true }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/memberships", new { bloc, from = "2025-01-01", until = "9999-12-31", speaksFor = false }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/memberships", new { bloc, from = "0001-01-01", speaksFor = false }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/successions", new { to = bloc, kind = "split", on = "2025-01-01" }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/successions", new { to = bloc, kind = "merged", on = "2025-01-02" }));
        await NegotiationsAsync(api);
        await api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{cell.Party}", Api.Json(new { name = "Another name" }));
    }

    // One that an issue made known before it was opened, with a round that was there before; and one that was opened first.
    private static async Task NegotiationsAsync(Api api)
    {
        var first = new { id = "first", title = "The first", from = "2025-08-15", until = "2025-08-16", venue = "Anchorage" };
        await Given.Created(api.PostAsync("/api/v1/negotiations/talks/rounds", first));
        await Given.Created(api.PostAsync("/api/v1/negotiations", new { id = "talks", title = "Talks", rounds = new[] { first, first with { id = "second" } } }));
        await Given.Created(api.PostAsync("/api/v1/negotiations", new { id = "more-talks", title = "More talks" }));
        await Given.Created(api.PostAsync("/api/v1/issues", new { id = "an-issue", negotiation = "more-talks", title = "T", proposition = "P." }));
        await Given.Created(api.PostAsync("/api/v1/negotiations/more-talks/rounds", first));
    }

    private static async Task<Dictionary<string, string>> RowsAsync(LedgerApp app)
    {
        var rows = new Dictionary<string, string>();
        foreach (var table in ReadModels.Tables)
        {
            await using var command = app.Database.CreateCommand($"select string_agg(t::text, e'\\n' order by t::text) from {table} t");
            rows[table] = await command.ExecuteScalarAsync(Cancel) as string ?? "";
        }

        return rows;
    }

    private static async Task<long> CountAsync(LedgerApp app)
    {
        await using var command = app.Database.CreateCommand("select count(*) from ledger.mt_events");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
