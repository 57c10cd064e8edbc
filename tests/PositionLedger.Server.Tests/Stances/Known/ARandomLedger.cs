using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Tests.Stances;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>A random ledger with blocs and grades: what was answered as it grew is answered ever after.</summary>
public sealed class ARandomLedger(TestPostgres postgres)
{
    private const int Steps = 12;
    private const int EventsInAStep = 6;

    private static readonly Recorder Recorder = new("system:test", null, null);
    private static readonly uint Seed = (uint)Random.Shared.Next();
    private static readonly string[] Parties = ["bloc-0", "bloc-1", "party-0", "party-1", "party-2", "party-3"];

    private readonly PCG _random = new(1, Seed);
    private readonly RandomCell[] _cells = [.. Parties.SkipLast(1).Select(party => new RandomCell(party, Say.Grades))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_by_every_knowledge_as_it_did_then()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
        await OpenAsync(writer);
        var asked = new List<(string Path, long Size, string Answer)>();
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < EventsInAStep; i++)
                await ActAsync(writer);
            var size = await SealedLedger.IsSealedAsync(app);
            foreach (var path in Paths())
            {
                var (now, then) = (await AskAsync(app, path), await AskAsync(app, $"{path}&ledgerSize={size}"));
                Same(EveryQuestion.Bare(now), EveryQuestion.Bare(then), $"{path} at {size}");
                asked.Add((path, size, then));
            }
        }

        foreach (var (path, size, then) in asked)
            Same(then, await AskAsync(app, $"{path}&ledgerSize={size}"), $"{path} at {size}, later");
    }

    [Fact]
    public async Task Tells_revisions_between_two_knowledges_as_the_histories_do()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
        await OpenAsync(writer);
        var sizes = new List<long>();
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < EventsInAStep; i++)
                await ActAsync(writer);
            sizes.Add(await SealedLedger.IsSealedAsync(app));
        }

        var (places, told) = (await PlacesAsync(app), 0);
        for (var i = 0; i < Steps; i++)
        {
            long[] sides = [OneOf(sizes), OneOf(sizes)];
            var (since, known) = (sides.Min(), sides.Max());
            var between = new List<string>();
            foreach (var party in Parties)
            {
                var history = JsonNode.Parse(await AskAsync(app, $"parties/{party}/stances/issue/history?ledgerSize={known}"))!;
                between.AddRange(history["revisions"]!.AsArray().Where(revision => places[$"{revision!["event"]}"] >= since)
                    .Select(revision => $"{party} {revision!.ToJsonString()}"));
            }

            var changes = JsonNode.Parse(await AskAsync(app, $"changes?sinceOn=2025-08-01&on=2025-08-01&sinceLedgerSize={since}&ledgerSize={known}"))!;
            Same(string.Join('\n', between),
                string.Join('\n', changes["revisions"]!.AsArray().Select(x => $"{x!["party"]} {x["revision"]!.ToJsonString()}")), $"{since} to {known}");
            Assert.Empty(changes["shifts"]!.AsArray());
            told += between.Count;
        }

        Assert.NotEqual(0, told);
    }

    private static async Task OpenAsync(LedgerWriter writer)
    {
        await writer.WriteAsync(new RegisterIssue(new("issue", "talks", "An issue", "It is so.", null)), Recorder, Cancel);
        foreach (var (source, grade) in Say.Grades)
            await writer.WriteAsync(new RegisterSource(source, source, null, grade), Recorder, Cancel);
        foreach (var party in Parties)
            await writer.WriteAsync(new OpenParty(new(party, party, PartyKind.State, [])), Recorder, Cancel);
    }

    // Mostly something about a statement, now and then a membership or a grade.
    private async Task ActAsync(LedgerWriter writer)
    {
        var cell = OneOf(_cells);
        Command command = Any(Gen.Int[0, 9]) switch
        {
            0 => new GradeSource(OneOf(Say.Grades.Keys.ToArray()), Any(Gen.Enum<Reliability>()), "seen"),
            1 or 2 => new RecordMembership(OneOf(Parties[2..]), new(
                OneOf(Parties[..2]), new LocalDate(2025, 1 + Any(Gen.Int[0, 2]), 1), Any(Gen.Bool) ? null : new LocalDate(2025, 8, 3), Any(Gen.Int[0, 3]) > 0)),
            _ => cell.Command(Any(CellAct.Any)),
        };
        var outcome = await writer.WriteAsync(command, Recorder, Cancel);
        if (command is not (GradeSource or RecordMembership))
            cell.Take(command, outcome);
    }

    private IEnumerable<string> Paths()
    {
        var days = new[] { Any(Histories.Days), Any(Histories.Days) }.Order().Select(day => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        foreach (var policy in Policy.All.Select(policy => policy.Id))
        {
            yield return $"matrix?on={days[1]}&negotiation=talks&policy={policy}";
            yield return $"changes?sinceOn={days[0]}&on={days[1]}&sinceLedgerSize=0&policy={policy}";
            yield return $"issues/issue/overlap?on={days[1]}&policy={policy}";
            foreach (var party in Parties)
            {
                yield return $"parties/{party}/stances/issue/history?policy={policy}";
                yield return $"parties/{party}/stances/issue?on={days[1]}&policy={policy}";
                yield return $"parties/{party}/stances?on={days[1]}&policy={policy}";
                yield return $"parties/{party}/replay?on={days[1]}&policy={policy}";
            }
        }
    }

    private static async Task<Dictionary<string, long>> PlacesAsync(LedgerApp app) =>
        (await SealedLedger.ReadAsync(app, "select event_id, leaf_index from ledger.leaf", row => ($"{row.GetGuid(0)}", row.GetInt64(1)))).ToDictionary();

    private static async Task<string> AskAsync(LedgerApp app, string path)
    {
        var reply = await Api.Of(app).GetAsync($"/api/v1/{path}");
        Assert.True(reply.Status == HttpStatusCode.OK, $"seed {Seed}, {path}: {reply.Text}");
        return reply.Text;
    }

    private static void Same(string expected, string actual, string of) => Assert.True(expected == actual, $"seed {Seed}, {of}:\n{expected}\nand not\n{actual}");

    private T OneOf<T>(IReadOnlyList<T> some) => some[Any(Gen.Int[0, some.Count - 1])];

    private T Any<T>(Gen<T> gen) => gen.Generate(_random, null, out _);
}
