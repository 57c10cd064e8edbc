using System.Text.Json.Nodes;

namespace PositionLedger.Benchmarks;

/// <summary>Asks random stances that rest on one source while that is graded, and ends the benchmark at any that is neither by the old
/// grade nor by the new one, or by the old one after another was by the new.</summary>
/// <param name="atFirst">Each path with its stance before anything was graded.</param>
internal sealed class RegradeWatch(HttpClient http, IReadOnlyList<(string Path, string Stance)> atFirst)
{
    private Phase _phase = new(toUndeclared: false) { OnlyNew = true };
    private long _asked;

    public long Asked => Interlocked.Read(ref _asked);

    public void Begin(bool toUndeclared) => Volatile.Write(ref _phase, new(toUndeclared));

    /// <summary>The grade is on record: none may be by the old one from now on.</summary>
    public void Graded() => Volatile.Read(ref _phase).OnlyNew = true;

    public async Task AskAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var (path, first) = atFirst[Random.Shared.Next(atFirst.Count)];
            var phase = Volatile.Read(ref _phase);
            var onlyNew = phase.OnlyNew;
            var stance = await StanceAsync(http, path);
            var isUndeclared = IsUndeclared(stance);
            if (!isUndeclared && stance != first)
                throw new InvalidOperationException($"{path} is neither as before nor undeclared: {stance}");
            Interlocked.Increment(ref _asked);
            // What was asked before a phase and answered in it may be either.
            if (phase != Volatile.Read(ref _phase))
                continue;
            if (onlyNew && isUndeclared != phase.ToUndeclared)
                throw new InvalidOperationException($"{path} was answered by the old grade once the new one was known: {stance}");
            if (isUndeclared == phase.ToUndeclared)
                phase.OnlyNew = true;
        }
    }

    public async Task CheckAllAsync()
    {
        foreach (var (path, first) in atFirst)
        {
            if (await StanceAsync(http, path) is var stance && stance != first)
                throw new InvalidOperationException($"{path} isn't as it was at first, {first}, but {stance}");
        }
    }

    public static bool IsUndeclared(string stance) => JsonNode.Parse(stance)!["stance"]!.GetValue<string>() == "undeclared";

    /// <summary>The whole answer, but for how large the ledger is by now.</summary>
    public static async Task<string> StanceAsync(HttpClient http, string path)
    {
        var answer = JsonNode.Parse(await http.GetStringAsync(path))!.AsObject();
        answer.Remove("ledger");
        answer.Remove("permalink");
        return answer.ToJsonString();
    }

    private sealed class Phase(bool toUndeclared)
    {
        private volatile bool _onlyNew;

        public bool ToUndeclared => toUndeclared;

        public bool OnlyNew
        {
            get => _onlyNew;
            set => _onlyNew = value;
        }
    }
}
