using System.Diagnostics;
using Npgsql;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Benchmarks;

/// <summary>Where 200 parties stood on 50 issues, as known at a random size of the ledger, beside its SQL alone.</summary>
internal static class MatrixAsKnown
{
    private const int Parties = 200;
    private const int Issues = 50;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(60);

    public static async Task<Score[]> RunAsync(VotesLedger votes, CancellationToken cancel)
    {
        var parties = await IdsAsync(votes, "party", Parties, cancel);
        var issues = await IdsAsync(votes, "issue", Issues, cancel);
        var path = $"/api/v1/matrix?on={VotesLedger.LastDay:yyyy-MM-dd}&parties={string.Join(',', parties)}&issues={string.Join(',', issues)}";
        string[][] cells = [[.. parties.SelectMany(_ => issues, (party, _) => party)], [.. parties.SelectMany(_ => issues, (_, issue) => issue)]];
        await AskAsync(votes, path, cells, Warm, cancel);
        var turns = await AskAsync(votes, path, cells, Measuring, cancel);

        var (http, sql, ratio) = (At(0.5, x => x.Http), At(0.5, x => x.Sql), At(0.5, x => x.Http / x.Sql));
        Console.WriteLine($"MatrixAsKnown: {parties.Length} × {issues.Length} as known at a random size, milliseconds, {turns.Count} turns; {votes.Description}.\n");
        Console.WriteLine("| over HTTP, p50 | p95 | processor, server + PostgreSQL | its SQL alone, p50 | p95 | processor | over HTTP ÷ its SQL |\n|--:|--:|--:|--:|--:|--:|--:|");
        Console.WriteLine($"| {http:N0} | {At(0.95, x => x.Http):N0} | {turns.Average(x => x.ServerCpu):N0} + {turns.Average(x => x.PostgresCpu):N0} "
            + $"| {sql:N0} | {At(0.95, x => x.Sql):N0} | {turns.Average(x => x.SqlCpu):N0} | {ratio:0.00} |");
        return [Score.AtMost(nameof(MatrixAsKnown), $"{parties.Length} × {issues.Length} as known at a random size, p50", $"{http:N0} ms", $"{sql:N0} ms by its SQL", ratio, 2)];

        double At(double share, Func<Asked, double> of) => turns.Select(of).Order().ElementAt((int)(share * turns.Count));
    }

    private static async Task<List<Asked>> AskAsync(VotesLedger votes, string path, string[][] cells, TimeSpan duration, CancellationToken cancel)
    {
        var turns = new List<Asked>();
        for (var all = Stopwatch.StartNew(); all.Elapsed < duration;)
        {
            var size = votes.RandomSize();
            var before = votes.Ledger.ProcessorUsed(votes.Folder);
            var http = Stopwatch.StartNew();
            await votes.Ledger.AskAsync($"{path}&ledgerSize={size}", cancel);
            http.Stop();
            var between = votes.Ledger.ProcessorUsed(votes.Folder);
            var sql = Stopwatch.StartNew();
            await ReadAsync(votes.Ledger.Connection, cells, size, cancel);
            sql.Stop();
            var after = votes.Ledger.ProcessorUsed(votes.Folder);
            turns.Add(new(http.Elapsed.TotalMilliseconds, sql.Elapsed.TotalMilliseconds, (between.Server - before.Server) / 1_000,
                (between.Postgres - before.Postgres) / 1_000, (after.Postgres - between.Postgres) / 1_000));
        }

        return turns;
    }

    private static async Task ReadAsync(NpgsqlConnection connection, string[][] cells, long size, CancellationToken cancel)
    {
        var known = new Knowledge(size);
        await ReadAsync(connection, Dossiers.Statements(known), cancel, cells[0], cells[1], size);
        await ReadAsync(connection, Dossiers.GradesThen, cancel, (string[])["un-digital-library"], size);
        await ReadAsync(connection, Dossiers.Memberships(known), cancel, cells[0].Distinct().ToArray(), size);
    }

    private static async Task ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.PrepareAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
        }
    }

    // Spread over all there are, so that among the issues there are some that were voted on often, and many that weren't.
    private static async Task<string[]> IdsAsync(VotesLedger votes, string table, int count, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select coalesce(array_agg(id order by id), '{{}}') from (select id from ledger.{table} order by md5(id) limit {count}) t", votes.Ledger.Connection);
        return (string[])(await command.ExecuteScalarAsync(cancel))!;
    }
}
