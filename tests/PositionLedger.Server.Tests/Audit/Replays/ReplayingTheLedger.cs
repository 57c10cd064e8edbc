using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Tests;
using PositionLedger.Domain.Tests.Stances;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.ReadModels.Cells;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Stances;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Replays;

public sealed class ReplayingTheLedger(TestPostgres postgres)
{
    private static readonly Recorder Recorder = new("system:test", null, null);

    // Those whose rows tell when they were opened; the others only say what holds now.
    private static readonly string[] OverTime = ["issue", "membership", "source_grade", "statement_version"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_every_table_equal_with_every_sort_of_event()
    {
        await using var app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", "alaska-2025"));
        await EverySortOfEvent.RecordAsync(Api.Of(app));
        var size = await SealedLedger.IsSealedAsync(app);
        // Until then the cells of a graded source are left out.
        await app.Host.Services.GetRequiredService<RegradedCells>().CatchUpAsync(Cancel);

        var report = await Replayed.WholeAsync(Api.Of(app));

        Replayed.IsEqual(report);
        Assert.Equal((size, size), (report["ledgerSize"]!.GetValue<long>(), report["events"]!.GetValue<long>()));
        var tables = Replayed.Tables(report);
        Assert.Equal(ReadModels.Tables, tables.Keys.Select(name => $"ledger.{name}"));
        foreach (var (name, table) in tables)
        {
            Assert.True(table["compared"]!.GetValue<bool>(), name);
            Assert.Equal(await Sql.AskAsync<long>(app.ConnectionString, $"select count(*) from ledger.{name}"), table["rows"]!.GetValue<long>());
            Assert.NotEqual(0, table["rows"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task Finds_what_has_rows_over_time_equal_at_every_size()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await EverySortOfEvent.RecordAsync(Api.Of(app));
        var newest = await SealedLedger.IsSealedAsync(app);
        Assert.InRange(newest, 30, 100);

        for (var size = 0L; size <= newest; size++)
        {
            var report = await Replayed.WholeAsync(Api.Of(app), size);

            Replayed.IsEqual(report);
            Assert.Equal((size, size), (report["ledgerSize"]!.GetValue<long>(), report["derived"]!.GetValue<long>()));
            var compared = Replayed.Tables(report).Where(table => table.Value["compared"]!.GetValue<bool>()).Select(table => table.Key);
            Assert.Equal(size == newest ? ReadModels.Tables.Select(table => table["ledger.".Length..]) : OverTime, size == newest ? compared : compared.Order(StringComparer.Ordinal));
            Assert.Equal(
                await Sql.AskAsync<long>(app.ConnectionString, $"select count(*) from ledger.statement_version v join ledger.leaf l on l.event_id = v.opened_by where l.leaf_index < {size}"),
                Replayed.Tables(report)["statement_version"]["rows"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task Folds_what_is_recorded_and_not_sealed_yet_too_unless_a_size_is_asked_for()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var cell = await Given.CellAsync(Api.Of(app));
        await cell.RecordAsync();
        await SealedLedger.IsSealedAsync(app);
        await app.Host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Server.Audit.Sealing.SealLedger>().Single().StopAsync(Cancel);
        await cell.RecordAsync(cell.Statement("open", "2025-08-10"));

        var whole = await Replayed.WholeAsync(Api.Of(app));
        var ofSealed = await Replayed.WholeAsync(Api.Of(app), 4);

        Replayed.IsEqual(whole);
        Assert.Equal((4, 5), (whole["ledgerSize"]!.GetValue<int>(), whole["events"]!.GetValue<int>()));
        Replayed.IsEqual(ofSealed);
        Assert.Equal((4, 4), (ofSealed["ledgerSize"]!.GetValue<int>(), ofSealed["events"]!.GetValue<int>()));
        // There is more than that, so that what holds now can't be compared.
        Assert.False(Replayed.Tables(ofSealed)["stance_period"]["compared"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Leaves_the_cells_out_that_a_grade_made_out_of_date_until_they_are_derived_anew()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, regraded) = (Api.Of(app), app.Host.Services.GetRequiredService<RegradedCells>());
        await regraded.StopAsync(Cancel);
        var (cell, other) = (await Given.CellAsync(api), await Given.CellAsync(api));
        await cell.RecordAsync();
        await other.RecordAsync();
        await api.PostAsync($"/api/v1/sources/{cell.Source}/grades", new { reliability = "E", reason = "unreliable" });

        var before = await Replayed.WholeAsync(api);
        await Sql.RunAsync(app.ConnectionString, $"update ledger.stance_cell set grades = 7 where party = '{other.Party}'");
        var spoiled = await Replayed.WholeAsync(api);
        await Sql.RunAsync(app.ConnectionString, $"update ledger.stance_cell set grades = 1 where party = '{other.Party}'");
        await regraded.CatchUpAsync(Cancel);
        var after = await Replayed.WholeAsync(api);

        Replayed.IsEqual(before);
        Assert.Equal((1, 1), Counts(before));
        // A sum that is wrong without any grade is no excuse.
        Assert.Equal([$"stance_cell | {other.Party} {other.Issue} | grades | 7 | 1"], Replayed.Lines(spoiled));
        Replayed.IsEqual(after);
        Assert.Equal((2, 0), Counts(after));
    }

    [Fact]
    public async Task Finds_random_histories_equal_whatever_the_writer_made_of_them_step_by_step()
    {
        const int Cells = 200;
        var seed = (uint)Random.Shared.Next();
        var random = new PCG(1, seed);
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
        await writer.WriteAsync(new RegisterIssue(new("issue", "talks", "An issue", "It is so.", null)), Recorder, Cancel);
        foreach (var (source, grade) in Say.Grades)
            await writer.WriteAsync(new RegisterSource(source, source, null, grade), Recorder, Cancel);
        for (var done = 0; done < Math.Clamp(Cases.Count, Cells, 2_000); done += Cells)
        {
            var cells = Enumerable.Range(done, Cells).Select(i => new RandomCell($"party-{i}", Say.Grades)).ToArray();
            await Task.WhenAll(cells.Select(cell => writer.WriteAsync(new OpenParty(new(cell.Party, cell.Party, PartyKind.State, [])), Recorder, Cancel)));
            for (var i = 0; i < 12; i++)
                await Task.WhenAll(cells.Select(cell => ActAsync(writer, cell, random)));
        }

        var size = await SealedLedger.IsSealedAsync(app);
        var report = await Replayed.WholeAsync(Api.Of(app));
        Assert.True(report["result"]?.GetValue<string>() == "equal", $"seed {seed}: {string.Join('\n', Replayed.Lines(report))}");
        Replayed.IsEqual(await Replayed.WholeAsync(Api.Of(app), size / 2));
    }

    private static async Task ActAsync(LedgerWriter writer, RandomCell cell, PCG random)
    {
        var command = cell.Command(CellAct.Any.Generate(random, null, out _));
        cell.Take(command, await writer.WriteAsync(command, Recorder, Cancel));
    }

    private static (int Rows, int LeftOut) Counts(JsonNode report) => Replayed.Tables(report)["stance_cell"] is var table
        ? (table["rows"]!.GetValue<int>(), table["leftOut"]!.GetValue<int>())
        : default;
}
