using System.CommandLine;
using PositionLedger.Cli.Statements;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger retract</c>: takes a statement out of every answer; its history stays.</summary>
internal static class RetractCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var amendment = new AmendmentOptions("retracted");
        var command = new Verb(
            "retract", "Takes a statement that should not have been recorded out of every answer; its history stays.",
            "ledger retract 0198f7a2-5b1c-7d3e-8f40-112233445566 --reason \"It was another speaker.\"");
        amendment.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var ledger = server.Connect(parsed);
            var tag = amendment.Pinned(parsed) ?? (await amendment.FindAsync(ledger, parsed, cancel)).Tag;
            var receipt = await amendment.SendAsync(ledger, parsed, "retractions", [], tag, cancel);
            await Answer.PrintAsync(server, around, parsed, receipt, ReceiptText.Print);
            return ExitCode.Done;
        });
        return command;
    }
}
