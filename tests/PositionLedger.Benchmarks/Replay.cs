using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>How long it takes to derive every read model anew and compare it, beside reading the same events out.</summary>
internal static class Replay
{
    private const int Rounds = 3;

    public static async Task RunAsync(CancellationToken cancel)
    {
        var statements = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_STATEMENTS") ?? "1000000");
        var folder = BenchedServer.Folder();
        try
        {
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            await using var ledger = await GrownLedger.StartAsync(
                postgres.ConnectionString, "replayed", statements, BenchedServer.Port, Growth.OfOthers(statements), cancel);
            var events = await SealedAsync(ledger.Connection, cancel);
            Console.WriteLine($"Replay: {events:N0} events, {Rounds} rounds in turns; PostgreSQL {postgres.Version}, fsync on, "
                + $"{Environment.ProcessorCount} cores for client, server and database.\n");
            Console.WriteLine("| round | copy out (s) | replay (s) | events a second | copy out ÷ replay | processor, server + PostgreSQL (s) |");
            Console.WriteLine("|--:|--:|--:|--:|--:|--:|");
            for (var round = 1; round <= Rounds; round++)
            {
                var copied = await CopyOutAsync(ledger.Connection, cancel);
                var before = ledger.ProcessorUsed(folder);
                var replayed = await ReplayAsync(ledger.Http, events, cancel);
                var after = ledger.ProcessorUsed(folder);
                Console.WriteLine($"| {round} | {copied.TotalSeconds:0.00} | {replayed.TotalSeconds:0.00} | {events / replayed.TotalSeconds:N0} "
                    + $"| {copied / replayed:0.000} | {(after.Server - before.Server) / 1e6:0.0} + {(after.Postgres - before.Postgres) / 1e6:0.0} |");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What was recorded in process is sealed when the server starts; it would share the processor with what is measured.
    private static async Task<long> SealedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        while (true)
        {
            await using var command = new NpgsqlCommand("""
                select case when tree_size = (select count(*) from ledger.mt_events) then tree_size end from ledger.checkpoint order by sealed_at desc limit 1
                """, connection);
            if (await command.ExecuteScalarAsync(cancel) is long size)
                return size;
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }

    private static async Task<TimeSpan> CopyOutAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await using var rows = await connection.BeginRawBinaryCopyAsync("copy ledger.mt_events to stdout (format binary)", cancel);
        await rows.CopyToAsync(Stream.Null, cancel);
        return watch.Elapsed;
    }

    /// <exception cref="InvalidOperationException">It didn't find everything equal.</exception>
    private static async Task<TimeSpan> ReplayAsync(HttpClient http, long events, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var asked = (await http.PostAsJsonAsync("/api/v1/audit/replays", new { }, cancel)).EnsureSuccessStatusCode();
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
            using var report = JsonDocument.Parse(await http.GetByteArrayAsync(asked.Headers.Location, cancel));
            var root = report.RootElement;
            if (root.GetProperty("state").GetString() == "running")
                continue;
            if (root.GetProperty("result").GetString() != "equal" || root.GetProperty("derived").GetInt64() != events)
                throw new InvalidOperationException($"The replay found: {root.GetRawText()}");
            return watch.Elapsed;
        }
    }
}
