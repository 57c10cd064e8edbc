using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger matrix</c>: where everybody stands on a date, parties by issues.</summary>
internal static class MatrixCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var on = QuestionOptions.On();
        var selection = new SelectionOptions();
        var question = new QuestionOptions();
        var command = new Verb(
            "matrix", "Where everybody stands on a date: parties by issues.", "ledger matrix --negotiation ukraine-2025 --on 2025-08-15",
            "ledger matrix --issues ceasefire-now,cede-territory --parties ukraine,russia --on 2025-08-15")
        {
            on,
        };
        selection.AddTo(command);
        question.AddTo(command);
        command.SetAction((parsed, cancel) => Answer.AskAsync(
            server, around, parsed, "matrix" + question.Query(parsed, [("on", parsed.GetValue(on)), .. selection.Query(parsed)]),
            Print, cancel));
        return command;
    }

    private static void Print(JsonElement matrix, IAnsiConsole console)
    {
        var cells = matrix.Of("cells")!.Value.EnumerateArray().ToDictionary(cell => (cell.TextOf("party")!, cell.TextOf("issue")!));
        var (parties, issues) = (Ids(matrix, "parties"), Ids(matrix, "issues"));
        console.Write(Screen.Table(["party", .. issues], parties.Select(party =>
            (string?[])[party, .. issues.Select(issue => cells.TryGetValue((party, issue), out var cell) ? Text(cell) : null)])));
        console.WriteLine();
        console.Write(Screen.Facts([("on", matrix.TextOf("on")), .. Standing.Of(matrix)]));
    }

    private static string[] Ids(JsonElement matrix, string member) =>
        [.. matrix.Of(member)!.Value.EnumerateArray().Select(id => id.GetString()!)];

    // Most of a large matrix is undeclared; what isn't should stand out.
    private static string Text(JsonElement cell) => cell.TextOf("stance") == "undeclared" && cell.TextOf("certainty") == "certain"
        ? "–"
        : string.Join(", ", ((string?[])
        [
            StanceText.Of(cell), cell.Of("conditions")?.GetArrayLength() > 0 ? "conditional" : null,
            cell.TextOf("certainty") == "uncertain" ? "uncertain" : null, cell.TextOf("stale") == "True" ? "stale" : null,
        ]).Where(word => word is not null));
}
