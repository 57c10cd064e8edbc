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
        await KeptRows.CompareAsync(app, all, $"seed {Seed}, after a rebuild");
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
