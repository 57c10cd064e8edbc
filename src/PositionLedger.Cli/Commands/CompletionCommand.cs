using System.CommandLine;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger completion</c>: a script that makes a shell complete verbs, options and their words.</summary>
internal static class CompletionCommand
{
    public static Command Build(Surroundings around)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Verb(
            "completion", "Prints a script that makes a shell complete verbs, options and their words.", "source <(ledger completion bash)",
            "source <(ledger completion zsh)", "ledger completion fish | source")
        {
            shell,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"ledger.{parsed.GetValue(shell)}")!;
            using var reader = new StreamReader(script);
            await around.Out.WriteAsync((await reader.ReadToEndAsync(cancel)).AsMemory(), cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
