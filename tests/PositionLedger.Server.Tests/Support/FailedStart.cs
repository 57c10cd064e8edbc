using System.Diagnostics;

namespace PositionLedger.Server.Tests.Support;

/// <summary>A server that ended by itself: how, and what it had to say.</summary>
public sealed record FailedStart(int ExitCode, string Output, string Errors)
{
    /// <summary>Starts it on a folder and waits until it ends.</summary>
    public static async Task<FailedStart> OfAsync(
        TemporaryFolder folder, string address, CancellationToken cancel, params (string Name, string? Value)[] settings)
    {
        using var process = Process.Start(ServerProcess.Command(folder, address, settings))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>The one sentence that all of it comes to.</summary>
    public string Sentence()
    {
        Assert.Equal((1, ""), (ExitCode, Output));
        var line = Assert.Single(Errors.TrimEnd().Split('\n'));
        Assert.EndsWith(".", line, StringComparison.Ordinal);
        return line;
    }
}
