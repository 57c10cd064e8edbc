using System.CommandLine;
using System.CommandLine.Invocation;
using PositionLedger.Cli.Commands;

namespace PositionLedger.Cli;

/// <summary>The command <c>ledger</c>: asks a ledger over HTTP, and checks what it answers.</summary>
internal static class LedgerCommand
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings around, CancellationToken cancel = default)
    {
        var parsed = Build(around).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                await around.Error.WriteLineAsync(error.Message);
            await around.Error.WriteLineAsync($"See: ledger {Path(parsed.CommandResult.Command)}--help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new() { Output = around.Out, Error = around.Error, EnableDefaultExceptionHandler = false }, cancel);
        }
        catch (CannotAnswerException e)
        {
            await around.Error.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
        catch (UsageException e)
        {
            await around.Error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }
    }

    private static RootCommand Build(Surroundings around)
    {
        var server = new ServerOptions(around);
        var root = new RootCommand("Asks a PositionLedger over HTTP, and checks what it answers.")
        {
            VerifyCommand.Build(server, around),
            StanceCommand.Build(server, around),
            ReplayCommand.Build(server, around),
            WitnessCommand.Build(around),
        };
        server.AddTo(root);
        return root;
    }

    private static string Path(Command command) => command is RootCommand ? "" : $"{command.Name} ";
}
