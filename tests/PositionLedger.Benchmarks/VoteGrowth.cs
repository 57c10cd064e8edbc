using System.Diagnostics;

namespace PositionLedger.Benchmarks;

/// <summary>Whether the questions about votes take longer where there are many more of them.</summary>
/// <remarks>
/// The small ledger holds the first of the votes that the large one holds. Both are asked the same about what is the same in both, in
/// short spells that take turns, so that whatever else the machine does meets both.
/// </remarks>
internal static class VoteGrowth
{
    private const int Few = 10_000;
    private const int Spell = 10;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(30);

    public static async Task<Score[]> RunAsync(VotesLedger votes, CancellationToken cancel)
    {
        await using var small = await votes.FirstOfAsync(Few, BenchedServer.Port + 1, cancel);
        var questions = await VoteQuestions.OfAsync(small, votes.Ledger, cancel);
        Console.WriteLine($"VoteGrowth: milliseconds for one answer over one connection, in turns of {Spell} for {Measuring.TotalSeconds:0} s; {votes.Description}.\n");
        Console.WriteLine("| | votes | answers | p50 | p95 | processor, server + PostgreSQL |\n|---|--:|--:|--:|--:|--:|");
        var scores = new List<Score>();
        foreach (var (name, paths) in questions)
        {
            await TakeTurnsAsync(votes, [small, votes.Ledger], paths, Warm, cancel);
            var spent = await TakeTurnsAsync(votes, [small, votes.Ledger], paths, Measuring, cancel);
            foreach (var (ledger, of) in new[] { small, votes.Ledger }.Zip(spent))
            {
                Console.WriteLine($"| {name} | {ledger.Statements:N0} | {of.Took.Count:N0} | {of.At(0.5):0.00} | {of.At(0.95):0.00} "
                    + $"| {of.Server / of.Took.Count / 1_000:0.00} + {of.Postgres / of.Took.Count / 1_000:0.00} |");
            }

            scores.Add(Score.AtMost(nameof(VoteGrowth), $"{name}, p50 at {votes.Ledger.Statements:N0} votes", $"{spent[1].At(0.5):0.00} ms",
                $"{spent[0].At(0.5):0.00} ms at {Few:N0}", spent[1].At(0.5) / spent[0].At(0.5), 1.5));
        }

        return [.. scores];
    }

    private static async Task<Spent[]> TakeTurnsAsync(
        VotesLedger votes, GrownLedger[] ledgers, IReadOnlyList<string> paths, TimeSpan duration, CancellationToken cancel)
    {
        Spent[] spent = [.. ledgers.Select(_ => new Spent())];
        var all = Stopwatch.StartNew();
        for (var turn = 0; all.Elapsed < duration; turn++)
        {
            var asked = Enumerable.Range(0, Spell).Select(_ => paths[Random.Shared.Next(paths.Count)]).ToArray();
            // The one that is asked first is another each time.
            foreach (var i in Enumerable.Range(turn, ledgers.Length).Select(n => n % ledgers.Length))
                await AskAsync(votes, ledgers[i], asked, spent[i], cancel);
        }

        return spent;
    }

    private static async Task AskAsync(VotesLedger votes, GrownLedger ledger, string[] paths, Spent spent, CancellationToken cancel)
    {
        var before = ledger.ProcessorUsed(votes.Folder);
        foreach (var path in paths)
        {
            var watch = Stopwatch.StartNew();
            await ledger.AskAsync(path, cancel);
            spent.Took.Add(watch.Elapsed.TotalMilliseconds);
        }

        var after = ledger.ProcessorUsed(votes.Folder);
        (spent.Server, spent.Postgres) = (spent.Server + after.Server - before.Server, spent.Postgres + after.Postgres - before.Postgres);
    }

    private sealed class Spent
    {
        public List<double> Took { get; } = [];

        public double Server { get; set; }

        public double Postgres { get; set; }

        public double At(double share) => Took.Order().ElementAt((int)(share * Took.Count));
    }
}
