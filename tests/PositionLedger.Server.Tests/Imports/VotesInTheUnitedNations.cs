using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

/// <summary>A large file of one kind of statement, whose stances can be worked out by hand.</summary>
public sealed class VotesInTheUnitedNations(TestPostgres postgres)
{
    private const int Questions = 500;

    // Those with PL_CASES, which are the long runs, take the whole file.
    private static readonly bool IsLong = int.TryParse(Environment.GetEnvironmentVariable("PL_CASES"), CultureInfo.InvariantCulture, out var cases) && cases > 10_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Generated_alike_give_the_stances_that_they_come_to_in_whatever_order() => GiveTheirStancesAsync([.. UnVotes.Lines(12_000, real: false)], real: false);

    [Fact]
    public async Task Real_ones_give_the_stances_that_they_come_to_in_whatever_order()
    {
        Assert.SkipUnless(UnVotes.AreReal, "The votes are not beside this checkout: LEDGER_UN_VOTES names their folder.");
        await GiveTheirStancesAsync([.. UnVotes.Lines(IsLong ? int.MaxValue - 1 : 12_000, real: true)], real: true);
    }

    private async Task GiveTheirStancesAsync(string[] lines, bool real)
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await using var shuffled = await LedgerApp.StartAsync(postgres);
        string[] mixed = [lines[0], .. lines.Skip(1).Order(new Shuffle())];
        var votes = lines.Length - 1;

        Assert.Equal((votes, 0, 0), Imported.Counts(await ImportAsync(app, lines, real)));
        Assert.Equal((0, votes, 0), Imported.Counts(await ImportAsync(app, lines, real)));
        Assert.Equal((votes, 0, 0), Imported.Counts(await ImportAsync(shuffled, mixed, real)));

        var said = new VotesByHand(lines);
        var random = new Random(7);
        for (var i = 0; i < Questions; i++)
        {
            var (path, expected) = said.Question(random);
            foreach (var ledger in new[] { app, shuffled })
                Assert.True(expected == await StanceAsync(ledger, path), $"{path}: {expected} was expected.");
        }
    }

    private static async Task<JsonNode> ImportAsync(LedgerApp app, string[] lines, bool real)
    {
        var api = Api.Of(app);
        await EndAsync(await Imported.SendAsync(api, UnVotes.References(real), Imported.Ndjson));
        return await EndAsync(await Imported.SendAsync(api, UnVotes.Zipped(lines), Imported.Csv, UnVotes.Options));

        async Task<JsonNode> EndAsync(Reply sent)
        {
            Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Text);
            return await Imported.EndAsync(api, sent.Headers.Location!.ToString());
        }
    }

    private static async Task<string> StanceAsync(LedgerApp app, string path)
    {
        var answer = (await Api.Of(app).GetAsync(path)).Json;
        return $"{answer["stance"]} of {answer["contested"]!.AsArray().Count}";
    }

    private sealed class Shuffle : IComparer<string>
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        private readonly Random _random = new(3);

        public int Compare(string? x, string? y) => Place(x!).CompareTo(Place(y!));

        private int Place(string line) => _places.TryGetValue(line, out var place) ? place : _places[line] = _random.Next();
    }
}

/// <summary>The stance of votes as anybody would work it out: that of the last day, contested where its votes differ.</summary>
internal sealed class VotesByHand
{
    private readonly (string Party, string Issue)[] _cells;
    private readonly ILookup<(string Party, string Issue), (string Day, string Stance)> _votes;

    public VotesByHand(string[] lines)
    {
        // Keys, slugs, words and days hold no comma.
        _votes = lines.Skip(1).Select(line => line.Split(',', 6)).ToLookup(cells => (cells[1], cells[2]), cells => (cells[4], cells[3]));
        _cells = [.. _votes.Select(cell => cell.Key)];
    }

    /// <summary>A question, and the stance with the number of those that contest it.</summary>
    public (string Path, string Expected) Question(Random random)
    {
        var cell = _cells[random.Next(_cells.Length)];
        var on = new DateOnly(1946, 1, 25).AddDays(random.Next(29_100)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var last = _votes[cell].Where(vote => string.CompareOrdinal(vote.Day, on) <= 0).GroupBy(vote => vote.Day).MaxBy(day => day.Key)?.ToArray() ?? [];
        var stances = last.Select(vote => vote.Stance).Distinct().ToArray();
        return ($"/api/v1/parties/{cell.Party}/stances/{cell.Issue}?on={on}", stances.Length switch
        {
            0 => "undeclared of 0",
            1 => $"{stances[0]} of 0",
            _ => $"contested of {last.Length}",
        });
    }
}
