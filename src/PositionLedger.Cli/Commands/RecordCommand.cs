using System.CommandLine;
using PositionLedger.Cli.Statements;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger record</c>: records what a party said.</summary>
internal static class RecordCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var party = new Argument<string>("PARTY") { Description = "The id of the party that made it." };
        var options = new StatementOptions(StatementField.All);
        var command = new Verb(
            "record", "Records a statement that a party made.",
            "ledger record ukraine --issue cede-territory --kind rejection --stance rejects --firmness redLine --said-on 2025-08-09 \\",
            "  --authority principal --quote \"Ukrainians will not give their land\" --attribution namedOnRecord --source reuters",
            "ledger record ukraine --file statement.json")
        {
            party,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var body = await options.FileAsync(parsed, around, cancel);
            foreach (var (path, value) in options.Given(parsed))
                StatementJson.Set(body, path, value);
            using var ledger = server.Connect(parsed);
            var call = $"parties/{Uri.EscapeDataString(parsed.GetValue(party)!)}/statements";
            var receipt = await ledger.SendAsync(HttpMethod.Post, call, LedgerServer.Json(body), [], cancel);
            await Answer.PrintAsync(server, around, parsed, receipt.Text, ReceiptText.Print);
            return ExitCode.Done;
        });
        return command;
    }
}
