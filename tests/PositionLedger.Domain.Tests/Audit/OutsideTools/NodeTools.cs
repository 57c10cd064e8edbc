using System.ComponentModel;
using System.Diagnostics;

namespace PositionLedger.Domain.Tests.Audit.OutsideTools;

/// <summary>Other people's verifiers from npm, installed beside the tests' program when they are asked for the first time.</summary>
/// <remarks>Where they can't be had, the tests that need them are skipped and say why.</remarks>
public sealed class NodeTools : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "outside-tools");

    private string? _missing;

    public async ValueTask InitializeAsync() => _missing = IsMutation ? "Mutations are not for other people's tools." : await InstallAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Gives lines to a script and takes its answers, one for each.</summary>
    public async Task<string[]> AskAsync(string script, IReadOnlyCollection<string> lines)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");

        var (status, answers, errors) = await RunAsync("node", [script], lines);

        Assert.True(status == 0, errors);
        Assert.Equal(lines.Count, answers.Length);
        return answers;
    }

    private static bool IsMutation => Environment.GetEnvironmentVariable("PL_MUTATION") == "true";

    /// <returns>Why they can't be had, or null.</returns>
    private static async Task<string?> InstallAsync()
    {
        var (wanted, installed) = (Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) > File.GetLastWriteTimeUtc(wanted))
            return null;

        try
        {
            var (status, _, errors) = await RunAsync("npm", ["ci", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=20000"], []);
            return status == 0 ? null : $"npm could not install the outside tools: {errors.Split('\n')[0]}";
        }
        catch (Win32Exception)
        {
            return "There is no npm on this machine (Node.js 20 or later): outside tools are not asked.";
        }
        catch (OperationCanceledException)
        {
            return $"npm did not install the outside tools within {Patience}.";
        }
    }

    private static async Task<(int Status, string[] Lines, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, IEnumerable<string> input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await WriteAsync(process.StandardInput, input, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, (await output).Split('\n')[..^1], await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task WriteAsync(StreamWriter input, IEnumerable<string> lines, CancellationToken patience)
    {
        try
        {
            await using (input)
                await input.WriteAsync(string.Concat(lines.Select(line => $"{line}\n")).AsMemory(), patience);
        }
        catch (IOException)
        {
            // It ended before it had read everything; why, its errors tell.
        }
    }
}
