using System.Diagnostics;
using NodaTime;
using Npgsql;

namespace PositionLedger.Benchmarks;

/// <summary>The source of all statements is graded E, on which nothing counts, and back: how recording goes on meanwhile, how long deriving
/// everything anew takes, and whether any answer mixes old and new.</summary>
internal static class Regrade
{
    private const string Source = "un-digital-library";
    private const int Sample = 500;
    private const int Askers = 2;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly LocalDate First = new(1, 1, 1);

    public static async Task<Score[]> RunAsync(VotesLedger votes, CancellationToken cancel)
    {
        var http = votes.Ledger.Http;
        await PrepareAsync(http, cancel);
        var sample = await SampleAsync(votes, cancel);
        var watch = new RegradeWatch(http, sample);
        var cells = await CellsAsync(votes.Ledger.Connection, cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var recorded = new RecordedMeanwhile();
        Task[] tasks = [recorded.RecordAsync(http, First, over.Token), .. Enumerable.Range(0, Askers).Select(_ => watch.AskAsync(over.Token))];
        var failed = Task.WhenAny(tasks).Unwrap();

        Console.WriteLine($"Regrade: one recorder records while the source of all is graded, and {Askers} ask for stances; {votes.Description}.\n");
        Console.WriteLine("| | derived anew (s) | cells | a second | recorded meanwhile | p50 (ms) | p99 (ms) | longest | stances asked |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        double toE, back;
        try
        {
            await Task.Delay(Quiet, cancel);
            await PrintAsync("before", null);
            toE = await PhaseAsync("to E", "E");
            back = await PhaseAsync("back to A", "A");
        }
        finally
        {
            await over.CancelAsync();
        }

        await Task.WhenAll(tasks);
        await watch.CheckAllAsync();
        Console.WriteLine($"\nNone of {watch.Asked:N0} stances mixed old and new, and each of {sample.Count} is as it was at first.");
        return [Score.Within(nameof(Regrade), $"recording while {cells:N0} stances are derived anew, p99", Math.Max(toE, back), "ms", 1_000)];

        async Task<double> PhaseAsync(string name, string reliability)
        {
            watch.Begin(toUndeclared: reliability == "E");
            var clock = Stopwatch.StartNew();
            (await http.PostAsJsonAsync($"/api/v1/sources/{Source}/grades", new { reliability, reason = "To see how long it takes." }, cancel))
                .EnsureSuccessStatusCode().Dispose();
            watch.Graded();
            while (!await IsDerivedAsync(votes.Ledger.Connection, cancel))
                await Task.WhenAny(failed, Task.Delay(TimeSpan.FromMilliseconds(100), cancel)).Unwrap();
            return await PrintAsync(name, clock.Elapsed);
        }

        // Where one of them failed, that is why; otherwise they are at it still.
        async Task<double> PrintAsync(string name, TimeSpan? took)
        {
            if (failed.IsCompleted)
                await failed;
            var (count, p50, p99, longest) = recorded.Take();
            Console.WriteLine($"| {name} | {took?.TotalSeconds:0.0} | {(took is null ? "" : $"{cells:N0}")} | {cells / took?.TotalSeconds:N0} "
                + $"| {count:N0} | {p50:0.0} | {p99:0.0} | {longest:0} | {watch.Asked:N0} |");
            return p99;
        }
    }

    // What is recorded meanwhile rests on another source.
    private static async Task PrepareAsync(HttpClient http, CancellationToken cancel)
    {
        await BenchedServer.PrepareAsync(http, 0, cancel);
        (await http.PostAsJsonAsync("/api/v1/parties", new { id = "recorder", name = "A party", kind = "state" }, cancel)).EnsureSuccessStatusCode().Dispose();
    }

    // Declared at first, so that the grade changes each.
    private static async Task<List<(string Path, string Stance)>> SampleAsync(VotesLedger votes, CancellationToken cancel)
    {
        var sample = new List<(string, string)>();
        foreach (var (party, issue) in votes.AskedCells)
        {
            var path = $"/api/v1/parties/{party}/stances/{issue}?on={VotesLedger.LastDay:yyyy-MM-dd}";
            var stance = await RegradeWatch.StanceAsync(votes.Ledger.Http, path);
            cancel.ThrowIfCancellationRequested();
            if (!RegradeWatch.IsUndeclared(stance))
                sample.Add((path, stance));
            if (sample.Count == Sample)
                break;
        }

        return sample;
    }

    private static async Task<long> CellsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select count(*) from ledger.stance_cell where '{Source}' = any(sources)", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    // After its first pass the server looks once more, a minute and a half later, for what a transaction wrote meanwhile.
    private static async Task<bool> IsDerivedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select not exists (select from ledger.regrade where source = '{Source}' and passes = 0)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
