using System.Diagnostics;

namespace PositionLedger.Server.Tests.Cli;

/// <summary><c>ledger completion</c>: scripts that shells understand.</summary>
public sealed class CompletingInAShell
{
    // What bash does at the Tab key, with the completions joined by spaces.
    private const string Tab = """
        source <(ledger completion bash)
        tab() {
          COMP_LINE=$1 COMP_POINT=${#1}
          _ledger ledger "${1##* }" "" && echo "${COMPREPLY[*]}"
        }
        """;

    [Theory]
    [InlineData("ledger hist", "history")]
    [InlineData("ledger --url http://127.0.0.1 verif", "verify")]
    [InlineData("ledger export ", "briefing matrix statements")]
    [InlineData("ledger import --create", "--create-missing")]
    [InlineData("ledger record ukraine --stance leans", "leansAgainst leansFor")]
    [InlineData("ledger stance ukraine no-such-th", "")]
    public async Task Bash_completes_verbs_options_and_words(string line, string completed)
    {
        var (code, printed, complaints) = await RunAsync("bash", "-c", $"{Tab}\ntab '{line}'");

        Assert.Equal((0, completed, ""), (code, printed.TrimEnd(), complaints));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_script_of_each_shell_is_one_that_it_can_read(string shell)
    {
        var (found, _, _) = await RunAsync("bash", "-c", $"command -v {shell}");
        Assert.SkipUnless(found == 0, $"There is no {shell} on this machine.");

        var (code, _, complaints) = await RunAsync("bash", "-c", $"set -o pipefail; ledger completion {shell} | {shell} -n");

        Assert.Equal((0, ""), (code, complaints));
    }

    [Fact]
    public async Task Other_shells_are_no_shells()
    {
        var ran = await CommandLine.RunAsync(new SocketsHttpHandler(), "completion", "tcsh");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Out));
    }

    private static async Task<(int Code, string Printed, string Complaints)> RunAsync(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        // `ledger` is built into the tests' own folder.
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, printed, await complaints);
    }
}
