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
        await EverySortOfEvent.RecordAsync(Api.Of(app));
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
