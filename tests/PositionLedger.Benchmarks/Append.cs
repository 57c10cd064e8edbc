using NodaTime;
using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>How many statements a second can be recorded over HTTP, beside the two baselines, measured in turns.</summary>
internal static class Append
{
    private const int Parties = 200;
    private const int Rounds = 5;

    private static readonly int[] Connections = [1, 8, 32];

    private static readonly string[] Ways = ["200 parties", "one party", "raw row over HTTP", "pgbench"];

    public static async Task<Score[]> RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        var folder = BenchedServer.Folder();
        try
        {
            var binaries = await PostgresBinaries.FindAsync(Environment.GetEnvironmentVariable("POSTGRES_BIN"), null, cancel)
                ?? throw new InvalidOperationException("The benchmark needs PostgreSQL's programs, pgbench among them.");
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            await using var server = await BenchedServer.StartAsync(postgres.ConnectionString, BenchedServer.Port, cancel);
            await PrepareAsync(postgres.ConnectionString, cancel);
            var bench = new Bench(new(postgres.ConnectionString, PgBench.InsertOf(Statement("pgbench")), binaries), () => Processor.Used(server.ProcessId, folder));
            // Until the code is compiled for good, with what was learnt of its use: for half a minute the compiler has the processor too.
            foreach (var connections in Connections.Reverse())
                Measure(bench, connections, 2 * duration);

            Console.WriteLine($"Append: statements recorded per second, median of {Rounds} rounds of {duration.TotalSeconds:0} s in turns; "
                + $"PostgreSQL {postgres.Version}, fsync on, {Environment.ProcessorCount} cores for client, server and database.\n");
            Console.WriteLine("| connections | 200 parties | one party | raw row over HTTP | pgbench | 200 ÷ raw | 200 ÷ pgbench | one ÷ 200 "
                + "| CPU µs per request, server + PostgreSQL: 200 parties | raw row over HTTP |");
            Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
            return [.. Connections.SelectMany(connections => Print(connections, [.. Enumerable.Range(0, Rounds).Select(_ => Measure(bench, connections, duration))]))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Result[] Measure(Bench bench, int connections, TimeSpan duration)
    {
        var run = Guid.NewGuid().ToString("N");
        return
        [
            Timed(() => Load.PostsPerSecond(connections, duration, (c, n) =>
                ($"/api/v1/parties/party-{(c * 7919 + n) % Parties}/statements", Statement($"{run}-many-{c}-{n}")))),
            Timed(() => Load.PostsPerSecond(connections, duration, (c, n) => ("/api/v1/parties/party-0/statements", Statement($"{run}-one-{c}-{n}")))),
            Timed(() => Load.PostsPerSecond(connections, duration, (c, n) => (BenchedServer.RawPath, Statement($"{run}-raw-{c}-{n}")))),
            Timed(() => bench.Pg.PerSecond(connections, duration)),
        ];

        Result Timed(Func<double> measure)
        {
            var before = bench.Used();
            var rate = measure();
            var after = bench.Used();
            var requests = rate * duration.TotalSeconds;
            return new(rate, (after.Server - before.Server) / requests, (after.Postgres - before.Postgres) / requests);
        }
    }

    private static Score[] Print(int connections, Result[][] rounds)
    {
        var rate = Ways.Select((_, way) => Median(round => round[way].Rate)).ToArray();
        Console.WriteLine($"| {connections} | {rate[0]:N0} | {rate[1]:N0} | {rate[2]:N0} | {rate[3]:N0} | {Ratio(0, 2):0.00} | {Ratio(0, 3):0.00} "
            + $"| {Ratio(1, 0):0.00} | {Cpu(0)} | {Cpu(2)} |");
        return connections switch
        {
            1 => [Beside(3, 0.25)],
            32 => [Beside(2, 1.2), Beside(3, 0.5), Score.AtLeast(nameof(Append), "one party, connections: 32", $"{rate[1]:N0} a second", $"{rate[0]:N0} of {Ways[0]}", Ratio(1, 0), 0.8)],
            _ => [],
        };

        Score Beside(int baseline, double goal) => Score.AtLeast(
            nameof(Append), $"{Ways[0]}, connections: {connections}", $"{rate[0]:N0} a second", $"{rate[baseline]:N0} by {Ways[baseline]}", Ratio(0, baseline), goal);

        // The ratio of one round compares what was measured seconds apart; the machine may be another in the next.
        double Ratio(int way, int baseline) => Median(round => round[way].Rate / round[baseline].Rate);

        string Cpu(int way) => $"{Median(round => round[way].ServerCpu):0} + {Median(round => round[way].PostgresCpu):0}";

        double Median(Func<Result[], double> of) => rounds.Select(of).Order().ElementAt(Rounds / 2);
    }

    // Each is said the day after the last one: what many say on one and the same day is weighed against each other, whoever says it.
    private static string Statement(string key) => BenchedServer.Statement(key, First.PlusDays(Interlocked.Increment(ref _said)));

    private static readonly LocalDate First = new(1, 1, 1);
    private static int _said;

    private static async Task PrepareAsync(string connectionString, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using (var table = database.CreateCommand(BenchedServer.RawTable))
            await table.ExecuteNonQueryAsync(cancel);

        using var http = BenchedServer.Client();
        await BenchedServer.PrepareAsync(http, Parties, cancel);
    }

    private sealed record Bench(PgBench Pg, Func<(double Server, double Postgres)> Used);

    private sealed record Result(double Rate, double ServerCpu, double PostgresCpu);
}
