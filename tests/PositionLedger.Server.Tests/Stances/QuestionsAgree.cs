using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Tests.Stances;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>On a random ledger with blocs, all questions tell the same: those of what is kept, and those of what the rule derives.</summary>
public sealed class QuestionsAgree(TestPostgres postgres)
{
    private const int Members = 24;
    private const int Events = 10;
    private const int Questions = 8;

    private static readonly Recorder Recorder = new("system:test", null, null);
    private static readonly uint Seed = (uint)Random.Shared.Next();
    private static readonly string[] Blocs = ["bloc-0", "bloc-1", "bloc-2"];

    private static readonly Gen<(int Bloc, LocalDate From, int Lasts, bool SpeaksFor)> Joins =
        Gen.Select(Gen.Int[0, 2], Histories.Days, Gen.Int[-20, 200], Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false))));

    private readonly PCG _random = new(1, Seed);
    private readonly string[] _parties = [.. Blocs, .. Enumerable.Range(10, Members).Select(i => $"party-{i}")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task About_every_cell_of_a_random_ledger()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
        await RecordAsync(writer);
        var asked = new AskedLedger(Api.Of(app), _parties, $"seed {Seed}");
        foreach (var policy in Policy.All)
            await CompareAsync(asked, policy.Id);

        // Only now: while cells wait to be derived anew, all that cite the source are looked at, whether they were found or not.
        await writer.WriteAsync(new GradeSource("C", Reliability.E, "wrong too often"), Recorder, Cancel);
        await CompareAsync(asked, Policy.AuthorityFirst.Id);
    }

    private async Task CompareAsync(AskedLedger asked, string policy)
    {
        var histories = await asked.HistoriesAsync(policy);
        for (var i = 0; i < Questions; i++)
        {
            var (one, other) = (Any(Histories.Days), Any(Histories.Days));
            await asked.CompareMatrixAsync(one, policy);
            await asked.CompareChangesAsync(histories, LocalDate.Min(one, other), LocalDate.Max(one, other), policy);
        }

        await asked.CompareEachShiftAsync(histories, policy);
    }

    private async Task RecordAsync(LedgerWriter writer)
    {
        await writer.WriteAsync(new RegisterIssue(new("issue", "talks", "An issue", "It is so.", null)), Recorder, Cancel);
        foreach (var (source, grade) in Say.Grades)
            await writer.WriteAsync(new RegisterSource(source, source, null, grade), Recorder, Cancel);
        foreach (var party in _parties)
            await writer.WriteAsync(new OpenParty(new(party, party, PartyKind.State, [])), Recorder, Cancel);
        // Some stay silent, so that only blocs speak for them.
        foreach (var party in _parties.Where((_, i) => i % 3 != 1 || i < Blocs.Length))
            await SpeakAsync(writer, new(party, Say.Grades));
        foreach (var party in _parties.Skip(Blocs.Length).Where((_, i) => i % 2 == 0))
            await JoinAsync(writer, party);
    }

    private async Task SpeakAsync(LedgerWriter writer, RandomCell cell)
    {
        for (var i = 0; i < Events; i++)
        {
            var command = cell.Command(Any(CellAct.Any));
            cell.Take(command, await writer.WriteAsync(command, Recorder, Cancel));
        }
    }

    private async Task JoinAsync(LedgerWriter writer, string party)
    {
        for (var i = 0; i < 3; i++)
        {
            var (bloc, from, lasts, speaksFor) = Any(Joins);
            var membership = new Membership(Blocs[bloc], from, lasts < 0 ? null : from.PlusDays(lasts), speaksFor);
            await writer.WriteAsync(new RecordMembership(party, membership), Recorder, Cancel);
        }
    }

    private T Any<T>(Gen<T> gen) => gen.Generate(_random, null, out _);
}
