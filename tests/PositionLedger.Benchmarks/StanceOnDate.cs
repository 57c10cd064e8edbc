using PositionLedger.Server.Stances;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Benchmarks;

/// <summary>How many stances on a random day a second are answered over HTTP, as known at a random size of the ledger and by all that is
/// known now, beside pgbench with the same SQL.</summary>
internal static class StanceOnDate
{
    private const int Connections = 32;
    private const int Rounds = 5;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task<Score[]> RunAsync(VotesLedger votes, CancellationToken cancel)
    {
        Way[] ways =
        [
            new("as known at a random size", AsKnown(votes), () => $"{Path(votes)}&ledgerSize={votes.RandomSize()}"),
            new("as known now", AsKnownNow(votes), () => Path(votes)),
        ];
        foreach (var way in ways)
            await Task.Run(() => Measure(votes, way, Warm), cancel);
        var rounds = await Task.Run(() => Enumerable.Range(0, Rounds).Select(_ => ways.Select(way => Measure(votes, way, Round)).ToArray()).ToArray(), cancel);

        Console.WriteLine($"StanceOnDate: stances answered per second over {Connections} connections, median of {Rounds} rounds of {Round.TotalSeconds:0} s in turns; {votes.Description}.\n");
        Console.WriteLine("| | over HTTP | pgbench, the same SQL | HTTP ÷ pgbench | CPU µs per stance, server + PostgreSQL | pgbench's PostgreSQL |\n|---|--:|--:|--:|--:|--:|");
        return [.. ways.Select((way, i) => Print(way, [.. rounds.Select(round => round[i])]))];
    }

    private static Score Print(Way way, Result[] rounds)
    {
        var (http, sql, ratio) = (Median(x => x.Http), Median(x => x.Sql), Median(x => x.Http / x.Sql));
        Console.WriteLine($"| {way.Name} | {http:N0} | {sql:N0} | {ratio:0.00} | {Median(x => x.ServerCpu):0} + {Median(x => x.PostgresCpu):0} | {Median(x => x.SqlCpu):0} |");
        return Score.AtLeast(nameof(StanceOnDate), $"{way.Name}, {Connections} connections", $"{http:N0} a second", $"{sql:N0} a second by pgbench", ratio, 0.30);

        double Median(Func<Result, double> of) => rounds.Select(of).Order().ElementAt(rounds.Length / 2);
    }

    private static Result Measure(VotesLedger votes, Way way, TimeSpan duration)
    {
        var pgbench = new PgBench(votes.Ledger.ConnectionString, way.Script, votes.Binaries);
        var before = votes.Ledger.ProcessorUsed(votes.Folder);
        var http = Load.GetsPerSecond(Connections, duration, way.Request);
        var between = votes.Ledger.ProcessorUsed(votes.Folder);
        var sql = pgbench.PerSecond(Connections, duration);
        var after = votes.Ledger.ProcessorUsed(votes.Folder);
        var (answered, read) = (http * duration.TotalSeconds, sql * duration.TotalSeconds);
        return new(http, sql, (between.Server - before.Server) / answered, (between.Postgres - before.Postgres) / answered,
            (after.Postgres - between.Postgres) / read);
    }

    private static string Path(VotesLedger votes)
    {
        var (party, issue) = votes.AskedCells[Random.Shared.Next(votes.AskedCells.Count)];
        return $"/api/v1/parties/{party}/stances/{issue}?on={VotesLedger.FirstDay.AddDays(Random.Shared.Next(VotesLedger.Days)):yyyy-MM-dd}";
    }

    // The three of which a dossier is made. What else the server reads, its clock, its size and its root, it reads besides.
    private static string AsKnown(VotesLedger votes)
    {
        var known = new Knowledge(votes.Events);
        return $"""
            \set n random(1, {votes.AskedCells.Count})
            \set size random({votes.References}, {votes.Events})
            {OfCell(Dossiers.Statements(known), ":size")};
            {Dossiers.GradesThen.Replace("$1", "array['un-digital-library']", StringComparison.Ordinal).Replace("$2", ":size", StringComparison.Ordinal)};
            {Dossiers.Memberships(known).Replace("$1", Chosen("party"), StringComparison.Ordinal).Replace("$2", ":size", StringComparison.Ordinal)};

            """;
    }

    private static string AsKnownNow(VotesLedger votes) => $"""
        \set n random(1, {votes.AskedCells.Count})
        \set day random(0, {VotesLedger.Days - 1})
        {OfCell(AskedCell.Sql, $"(date '{VotesLedger.FirstDay:yyyy-MM-dd}' + :day::int)")};

        """;

    private static string OfCell(string sql, string third) => sql.Replace("$1", Chosen("party"), StringComparison.Ordinal)
        .Replace("$2", Chosen("issue"), StringComparison.Ordinal).Replace("$3", third, StringComparison.Ordinal);

    // pgbench has no variables of words: a look into a small index, which the server is spared.
    private static string Chosen(string column) => $"array[(select b.{column} from bench.asked b where b.n = :n)]";

    private sealed record Way(string Name, string Script, Func<string> Request);

    private sealed record Result(double Http, double Sql, double ServerCpu, double PostgresCpu, double SqlCpu);
}
