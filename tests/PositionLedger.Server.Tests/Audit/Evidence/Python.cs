using System.ComponentModel;
using System.Diagnostics;

namespace PositionLedger.Server.Tests.Audit.Evidence;

/// <summary>Runs Python programs, where the machine has Python.</summary>
internal static class Python
{
    /// <summary>Skips the test, visibly, on a machine without it.</summary>
    public static async Task IsNeededAsync() => Assert.SkipUnless(await IsHereAsync(), "There is no python3 on this machine.");

    /// <returns>The exit code, and all that was printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        // -B: it leaves nothing behind in the folder of the program; -I: it takes nothing from the caller's environment.
        using var process = Process.Start(new ProcessStartInfo("python3", ["-B", "-I", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output + await errors);
    }

    private static async Task<bool> IsHereAsync()
    {
        try
        {
            return (await RunAsync("-c", "import sys; sys.exit(sys.version_info < (3, 8))")).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
