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
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>What is kept of stances is what the pure rule says: after every event, after a grade, and after a rebuild.</summary>
public sealed class StancesAreKept(TestPostgres postgres)
{
    private const int CellsAtOnce = 250;
    private const int Events = 12;
    private const int MaxCells = 10_000;

    private static readonly Recorder Recorder = new("system:test", null, null);
    private static readonly uint Seed = (uint)Random.Shared.Next();

    private readonly PCG _random = new(1, Seed);
    private readonly Dictionary<string, Reliability> _grades = new(Say.Grades);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_the_rule_derives_them_for_thousands_of_random_histories()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
        await BeginAsync(writer);
        var all = new List<RandomCell>();
        while (all.Count < Math.Min(2 * Cases.Count, MaxCells))
        {
            var cells = Enumerable.Range(all.Count, CellsAtOnce).Select(i => new RandomCell($"party-{i}", _grades)).ToArray();
            await Task.WhenAll(cells.Select(cell => writer.WriteAsync(new OpenParty(new(cell.Party, cell.Party, PartyKind.State, [])), Recorder, Cancel)));
            for (var i = 0; i < Events; i++)
            {
                await Task.WhenAll(cells.Select(cell => ActAsync(writer, cell)));
                await KeptRows.CompareAsync(app, cells, $"seed {Seed}, event {i}");
            }

            all.AddRange(cells);
        }

        await app.Host.Services.GetRequiredService<ReadModels>().RebuildAsync(Cancel);
        var left = await KeptRows.CompareAsync(app, all, $"seed {Seed}, after a rebuild");
        Assert.InRange(left, 0, all.Count / 50);
    }

    [Fact]
    public async Task Also_when_a_source_was_graded_before_and_after_they_are_derived_anew()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (writer, regraded) = (app.Host.Services.GetRequiredService<LedgerWriter>(), app.Host.Services.GetRequiredService<RegradedCells>());
        // It would do at a moment of its own what is looked at step by step here.
        await regraded.StopAsync(Cancel);
        await BeginAsync(writer);
        var cells = Enumerable.Range(0, CellsAtOnce).Select(i => new RandomCell($"party-{i}", _grades)).ToArray();
        await Task.WhenAll(cells.Select(cell => writer.WriteAsync(new OpenParty(new(cell.Party, cell.Party, PartyKind.State, [])), Recorder, Cancel)));
        for (var i = 0; i < Events; i++)
            await Task.WhenAll(cells.Select(cell => ActAsync(writer, cell)));

        await GradeAsync(writer, "B", Reliability.E);
        foreach (var cell in cells.Take(40))
            await KeptRows.AskAsync(Api.Of(app), cell);
        // Some are written to before their turn comes.
        await Task.WhenAll(cells.Take(50).Select(cell => ActAsync(writer, cell)));
        Assert.NotEqual(0, await regraded.CatchUpAsync(Cancel));
        await KeptRows.CompareAsync(app, cells, $"seed {Seed}, after a grade");
    }

    [Fact]
    public async Task But_for_a_cell_whose_uncertain_dates_would_make_the_writer_wait_which_is_derived_when_asked()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        var paths = new List<string>();
        foreach (var (month, day) in Enumerable.Range(1, 12).SelectMany(_ => (int[])[1, 9, 20], (month, day) => (month, day)))
        {
            var certain = cell.Statement(month % 2 == 0 ? "accepts" : "rejects", $"2025-{month:00}-{day:00}", quote: $"On {month}/{day}.");
            certain["speaker"]!["authority"] = day > 9 ? "office" : "mandated";
            await cell.RecordAsync(certain);
        }

        for (var day = 1; day <= 6; day++)
            paths.Add(await cell.RecordAsync(cell.Statement("open", $"2025-01-{day:00}/2025-12-{day:00}", quote: $"Sometime from the {day}.")));

        Assert.False(await IsKeptAsync(app, cell));
        var stance = (await api.GetAsync(cell.StancePath("2025-05-20"))).Json;
        Assert.Equal(("rejects", "uncertain"), (stance["stance"]!.GetValue<string>(), stance["certainty"]!.GetValue<string>()));
        var matrix = (await api.GetAsync($"/api/v1/matrix?issues={cell.Issue}&on=2025-12-12")).Json["cells"]!.AsArray();
        Assert.Equal("open", Assert.Single(matrix)!["stance"]!.GetValue<string>());
        var changes = (await api.GetAsync($"/api/v1/changes?sinceOn=2025-05-20&on=2025-12-12")).Json["shifts"]!.AsArray();
        Assert.Equal("opened", Assert.Single(changes)!["kind"]!.GetValue<string>());

        foreach (var path in paths)
            await api.PostAsync($"{path}/retractions", new { reason = "too vague" }, ("If-Match", "*"));
        Assert.True(await IsKeptAsync(app, cell));
        Assert.Equal("certain", (await api.GetAsync(cell.StancePath("2025-06-01"))).Json["certainty"]!.GetValue<string>());
    }

    private static async Task<bool> IsKeptAsync(LedgerApp app, Cell cell)
    {
        await using var command = app.Database.CreateCommand($"""
            select kept, exists (select from ledger.stance_period where party = '{cell.Party}') from ledger.stance_cell where party = '{cell.Party}'
            """);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        Assert.Equal(reader.GetBoolean(0), reader.GetBoolean(1));
        return reader.GetBoolean(0);
    }

    private static async Task BeginAsync(LedgerWriter writer)
    {
        await writer.WriteAsync(new RegisterIssue(new("issue", "talks", "An issue", "It is so.", null)), Recorder, Cancel);
        foreach (var (source, grade) in Say.Grades)
            await writer.WriteAsync(new RegisterSource(source, source, null, grade), Recorder, Cancel);
    }

    private async Task GradeAsync(LedgerWriter writer, string source, Reliability grade)
    {
        await writer.WriteAsync(new GradeSource(source, grade, "wrong too often"), Recorder, Cancel);
        _grades[source] = grade;
    }

    private async Task ActAsync(LedgerWriter writer, RandomCell cell)
    {
        var command = cell.Command(CellAct.Any.Generate(_random, null, out _));
        cell.Take(command, await writer.WriteAsync(command, Recorder, Cancel));
    }
}
