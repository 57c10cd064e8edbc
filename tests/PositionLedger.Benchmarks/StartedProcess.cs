using System.Diagnostics;
using System.Globalization;

namespace PositionLedger.Benchmarks;

/// <summary>A web server in a process of its own, until it has answered one POST.</summary>
internal static class StartedProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="post">Sends one; the server may not listen yet.</param>
    /// <returns>How long it took, and how much memory the process has by then.</returns>
    public static async Task<(TimeSpan Took, long Memory)> AnswersAsync(
        string assembly, IReadOnlyDictionary<string, string> environment, Func<Task<HttpResponseMessage>> post, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        try
        {
            await FirstAsync(post, process, watch, cancel);
            return (watch.Elapsed, Memory(process.Id));
        }
        catch (InvalidOperationException e) when (process.HasExited)
        {
            throw new InvalidOperationException($"{e.Message}: {string.Concat(await said)}", e);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync(cancel);
        }
    }

    private static async Task FirstAsync(Func<Task<HttpResponseMessage>> post, Process process, Stopwatch watch, CancellationToken cancel)
    {
        while (watch.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                using var answer = await post();
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), cancel);
            }
        }

        throw new InvalidOperationException("The server that was started never answered");
    }

    private static long Memory(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
        .Select(line => 1_024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
