namespace PositionLedger.Benchmarks;

/// <summary>All benchmarks by name, and the table of what came of those that were asked for.</summary>
internal static class Suite
{
    private static readonly Dictionary<string, Func<int?, CancellationToken, Task<Score[]>>> Alone = new()
    {
        [nameof(Derivation)] = (_, _) => Task.FromResult(Derivation.Run()),
        [nameof(Startup)] = (_, cancel) => Startup.RunAsync(cancel),
        [nameof(Append)] = (seconds, cancel) => Append.RunAsync(TimeSpan.FromSeconds(seconds ?? 3), cancel),
        [nameof(SealLag)] = (seconds, cancel) => SealLag.RunAsync(TimeSpan.FromSeconds(seconds ?? 20), cancel),
        [nameof(Import)] = (_, cancel) => Import.RunAsync(cancel),
        [nameof(TenTimes)] = (_, cancel) => TenTimes.RunAsync(cancel),
        [nameof(Verify)] = (_, cancel) => Verify.RunAsync(cancel),
        [nameof(Replay)] = (_, cancel) => Replay.RunAsync(cancel),
    };

    private static readonly Dictionary<string, GrowthQuestion> Growing = new() { [nameof(Matrix)] = Matrix.Question, [nameof(History)] = History.Question };

    // In this order on one ledger, which takes minutes to fill: the last two leave it larger, or its files.
    private static readonly Dictionary<string, Func<VotesLedger, CancellationToken, Task<Score[]>>> OnVotes = new()
    {
        [nameof(StanceOnDate)] = StanceOnDate.RunAsync,
        [nameof(MatrixAsKnown)] = MatrixAsKnown.RunAsync,
        [nameof(VoteGrowth)] = VoteGrowth.RunAsync,
        [nameof(Regrade)] = Regrade.RunAsync,
        [nameof(Rebuild)] = Rebuild.RunAsync,
    };

    public static IEnumerable<string> Names => [.. Alone.Keys, .. OnVotes.Keys, .. Growing.Keys];

    /// <summary>Those that are run where none is named: one fills a ledger of ten million, which takes an hour.</summary>
    public static IEnumerable<string> Usual => Names.Except([nameof(TenTimes)]);

    /// <param name="seconds">How long those measure that can be told.</param>
    /// <returns>Whether none failed; one that does leaves the others to be measured.</returns>
    public static async Task<bool> RunAsync(IReadOnlyCollection<string> names, int? seconds, CancellationToken cancel)
    {
        var (scores, failed) = (new List<Score>(), new List<string>());
        foreach (var (name, run) in Alone.Where(x => names.Contains(x.Key)))
            await TryAsync(name, () => run(seconds, cancel));
        if (names.Any(OnVotes.ContainsKey))
            await TryAsync("The ledger of votes", VotesAsync);
        GrowthQuestion[] growing = [.. Growing.Where(x => names.Contains(x.Key)).Select(x => x.Value)];
        if (growing.Length > 0)
            await TryAsync(nameof(Growth), () => Growth.RunAsync(growing, cancel));

        Score.Print(scores);
        foreach (var name in failed)
            Console.WriteLine($"\n{name}");
        return failed.Count == 0;

        async Task<Score[]> VotesAsync()
        {
            await using var votes = await VotesLedger.StartAsync(cancel);
            foreach (var (name, run) in OnVotes.Where(x => names.Contains(x.Key)))
                await TryAsync(name, () => run(votes, cancel));
            return [];
        }

        async Task TryAsync(string name, Func<Task<Score[]>> run)
        {
            try
            {
                scores.AddRange(await run());
                Console.WriteLine();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"{name}: {e}");
                failed.Add($"{name} failed: {e.Message}");
            }
        }
    }
}
