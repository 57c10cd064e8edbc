using System.Diagnostics;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Benchmarks;

/// <summary>How long it takes to make every read model again from the events, beside reading the events out.</summary>
internal static class Rebuild
{
    private const int Rounds = 2;

    public static async Task<Score[]> RunAsync(VotesLedger votes, CancellationToken cancel)
    {
        Console.WriteLine($"Rebuild: every read model again, in this process, {Rounds} rounds in turns; {votes.Description}.\n");
        Console.WriteLine("| round | events | copy out (s) | rebuild (s) | events a second | copy out ÷ rebuild | processor, rebuild + PostgreSQL (s) |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|");
        await using var app = Fill.Build(votes.Ledger.ConnectionString);
        var models = app.Services.GetRequiredService<ReadModels>();
        var best = (Copied: TimeSpan.Zero, Took: TimeSpan.MaxValue, Events: 0L);
        for (var round = 1; round <= Rounds; round++)
        {
            var copied = await votes.Ledger.CopyOutAsync(cancel);
            var before = Processor.Used(Environment.ProcessId, votes.Folder);
            var watch = Stopwatch.StartNew();
            var events = await models.RebuildAsync(cancel);
            watch.Stop();
            var after = Processor.Used(Environment.ProcessId, votes.Folder);
            Console.WriteLine($"| {round} | {events:N0} | {copied.TotalSeconds:0.0} | {watch.Elapsed.TotalSeconds:0.0} | {events / watch.Elapsed.TotalSeconds:N0} "
                + $"| {copied / watch.Elapsed:0.000} | {(after.Server - before.Server) / 1e6:0.0} + {(after.Postgres - before.Postgres) / 1e6:0.0} |");
            best = watch.Elapsed < best.Took ? (copied, watch.Elapsed, events) : best;
            // The rows that were there before are still in the files.
            await GrownLedger.TidyAsync(votes.Ledger.Connection, cancel);
        }

        return
        [
            Score.AtLeast(nameof(Rebuild), $"every read model from {best.Events:N0} events, the quicker round", $"{best.Took.TotalSeconds:0.0} s",
                $"{best.Copied.TotalSeconds:0.0} s to copy them out", best.Copied / best.Took, 0.5),
        ];
    }
}
