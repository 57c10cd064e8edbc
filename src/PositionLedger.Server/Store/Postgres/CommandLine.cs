using System.ComponentModel;
using System.Diagnostics;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>What a finished command left behind; 127 is the exit code of one that could not be started.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    public string LastWords => (Error.Length > 0 ? Error : Output).Trim().Split('\n')[^1].Trim();
}

/// <summary>Runs other people's programs: PostgreSQL's, setpriv, docker.</summary>
internal static class CommandLine
{
    public static Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel) =>
        RunAsync(program, arguments, new Dictionary<string, string>(), cancel);

    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        using var process = Start(program, arguments, environment);
        if (process is null)
            return new CommandResult(127, "", $"{program} cannot be started");

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: false);
            throw;
        }

        return new CommandResult(process.ExitCode, await output, await error);
    }

    private static Process? Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // PostgreSQL's programs complain about a current folder that their user may not enter.
            WorkingDirectory = "/",
        };
        // PGDATA, PGPORT and their kin would point our tools at somebody else's cluster.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["LC_ALL"] = "C";

        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
