using System.Diagnostics;
using System.Text.Json;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>How long it takes to derive every read model anew and compare it, beside reading the same events out.</summary>
internal static class Replay
{
    private const int Rounds = 3;

    private static readonly string[] Steps = ["events", "stances", "comparison"];

    public static async Task<Score[]> RunAsync(CancellationToken cancel)
    {
        var statements = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_STATEMENTS") ?? "1000000");
        var folder = BenchedServer.Folder();
        try
        {
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            await using var ledger = await GrownLedger.StartAsync(
                postgres.ConnectionString, "replayed", statements, BenchedServer.Port, Growth.OfOthers(statements), cancel);
            var events = await ledger.SealedAsync(cancel);
            Console.WriteLine($"Replay: {events:N0} events, {Rounds} rounds in turns; PostgreSQL {postgres.Version}, fsync on, "
                + $"{Environment.ProcessorCount} cores for client, server and database.\n");
            Console.WriteLine("| round | copy out (s) | replay (s) | of it events | stances | comparison | events a second | copy out ÷ replay "
                + "| processor, server + PostgreSQL (s) |");
            Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
            var best = (Copied: TimeSpan.Zero, Took: TimeSpan.MaxValue);
            for (var round = 1; round <= Rounds; round++)
            {
                var copied = await ledger.CopyOutAsync(cancel);
                var before = ledger.ProcessorUsed(folder);
                var (replayed, steps) = await ReplayAsync(ledger.Http, events, cancel);
                var after = ledger.ProcessorUsed(folder);
                Console.WriteLine($"| {round} | {copied.TotalSeconds:0.00} | {replayed.TotalSeconds:0.00} "
                    + $"| {string.Join(" | ", Steps.Select(step => $"{steps.GetValueOrDefault(step).TotalSeconds:0.00}"))} "
                    + $"| {events / replayed.TotalSeconds:N0} | {copied / replayed:0.000} "
                    + $"| {(after.Server - before.Server) / 1e6:0.0} + {(after.Postgres - before.Postgres) / 1e6:0.0} |");
                best = replayed < best.Took ? (copied, replayed) : best;
            }

            return
            [
                Score.AtLeast(nameof(Replay), $"{events:N0} events, the quickest round", $"{best.Took.TotalSeconds:0.0} s",
                    $"{best.Copied.TotalSeconds:0.0} s to copy them out", best.Copied / best.Took, 0.2),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <exception cref="InvalidOperationException">It didn't find everything equal.</exception>
    private static async Task<(TimeSpan Whole, Dictionary<string, TimeSpan> Steps)> ReplayAsync(HttpClient http, long events, CancellationToken cancel)
    {
        var (watch, steps, seen) = (Stopwatch.StartNew(), new Dictionary<string, TimeSpan>(), TimeSpan.Zero);
        using var asked = (await http.PostAsJsonAsync("/api/v1/audit/replays", new { }, cancel)).EnsureSuccessStatusCode();
        while (true)
        {
            using var report = JsonDocument.Parse(await http.GetByteArrayAsync(asked.Headers.Location, cancel));
            var root = report.RootElement;
            var step = root.GetProperty("step").GetString() ?? Steps[^1];
            (steps[step], seen) = (steps.GetValueOrDefault(step) + watch.Elapsed - seen, watch.Elapsed);
            if (root.GetProperty("state").GetString() == "running")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
                continue;
            }

            if (root.GetProperty("result").GetString() != "equal" || root.GetProperty("derived").GetInt64() != events)
                throw new InvalidOperationException($"The replay found: {root.GetRawText()}");
            return (watch.Elapsed, steps);
        }
    }
}
