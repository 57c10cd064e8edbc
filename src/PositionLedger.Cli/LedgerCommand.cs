using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using PositionLedger.Cli.Commands;

namespace PositionLedger.Cli;

/// <summary>The command <c>ledger</c>: records into a ledger over HTTP, asks it, and checks what it answers.</summary>
internal static class LedgerCommand
{
    // What begins with @ is a word like any other: quotations do.
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings around, CancellationToken cancel = default)
    {
        var parsed = Build(around).Parse(args, s_parser);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                await around.Error.WriteLineAsync(error.Message);
            await around.Error.WriteLineAsync($"See: {Path(parsed.CommandResult)} --help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new() { Output = around.Out, Error = around.Error, EnableDefaultExceptionHandler = false }, cancel);
        }
        catch (Exception e) when (e is CannotAnswerException or UsageException or OperationCanceledException)
        {
            await around.Error.WriteLineAsync(e is OperationCanceledException ? "Stopped." : e.Message);
            return e is UsageException ? ExitCode.Usage : ExitCode.Refused;
        }
    }

    internal static RootCommand Build(Surroundings around)
    {
        var server = new ServerOptions(around);
        var root = new RootCommand("Records into a PositionLedger over HTTP, asks it, and checks what it answers.")
        {
            RecordCommand.Build(server, around),
            CorrectCommand.Build(server, around),
            RetractCommand.Build(server, around),
            ImportCommand.Build(server, around),
            ExportCommand.Build(server, around),
            StanceCommand.Build(server, around),
            HistoryCommand.Build(server, around),
            ExplainCommand.Build(server, around),
            MatrixCommand.Build(server, around),
            ChangesCommand.Build(server, around),
            ReplayCommand.Build(server, around),
            VerifyCommand.Build(server, around),
            WitnessCommand.Build(around),
            CompletionCommand.Build(around),
        };
        server.AddTo(root);
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static string Path(SymbolResult of) =>
        of is CommandResult { Command: not RootCommand, Parent: { } above } verb ? $"{Path(above)} {verb.Command.Name}" : "ledger";
}
