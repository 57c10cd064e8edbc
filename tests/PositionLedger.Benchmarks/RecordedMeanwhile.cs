using System.Collections.Concurrent;
using System.Diagnostics;
using NodaTime;

namespace PositionLedger.Benchmarks;

/// <summary>What one recorder has recorded, one statement after the other, while something else goes on.</summary>
internal sealed class RecordedMeanwhile
{
    private readonly ConcurrentQueue<double> _took = new();

    public async Task RecordAsync(HttpClient http, LocalDate first, CancellationToken over)
    {
        var run = Guid.NewGuid().ToString("N");
        for (var n = 0; !over.IsCancellationRequested; n++)
        {
            using var content = new StringContent(BenchedServer.Statement($"{run}-{n}", first.PlusDays(n)), null, "application/json");
            var watch = Stopwatch.StartNew();
            using var answer = await http.PostAsync("/api/v1/parties/recorder/statements", content, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            _took.Enqueue(watch.Elapsed.TotalMilliseconds);
        }
    }

    /// <summary>How long each took, in milliseconds, since this was asked last.</summary>
    public (int Count, double P50, double P99, double Longest) Take()
    {
        var taken = new List<double>();
        while (_took.TryDequeue(out var one))
            taken.Add(one);
        taken.Sort();
        return (taken.Count, At(0.5), At(0.99), At(1));

        double At(double share) => taken.Count == 0 ? 0 : taken[(int)(share * (taken.Count - 1))];
    }
}
