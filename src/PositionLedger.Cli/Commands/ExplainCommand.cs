using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger explain</c>: why a stance is what it is, statement by statement.</summary>
internal static class ExplainCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var cell = new CellArguments();
        var on = QuestionOptions.On();
        var question = new QuestionOptions();
        var command = new Verb(
            "explain", "Why a stance is what it is: every statement with the step of the rule that kept or dropped it.",
            "ledger explain ukraine cede-territory --on 2025-08-09")
        {
            on,
        };
        cell.AddTo(command);
        question.AddTo(command);
        command.SetAction((parsed, cancel) => Answer.AskAsync(
            server, around, parsed, $"{cell.Path(parsed)}/explanation{question.Query(parsed, ("on", parsed.GetValue(on)))}",
            Print, cancel));
        return command;
    }

    private static void Print(JsonElement explanation, IAnsiConsole console)
    {
        console.Write(Screen.Facts([
            ("party", explanation.TextOf("party")), ("issue", explanation.TextOf("issue")), ("on", explanation.TextOf("on")),
            ("stance", Words.Spaced(explanation.TextOf("stance"))), ("certainty", explanation.TextOf("certainty")),
            ("governed by", explanation.TextOf("governedBy")), .. Standing.Of(explanation),
        ]));
        console.WriteLine();
        Screen.Section(console, "Statements considered", ["statement", "of", "step", "why"], explanation.Each("considered", one =>
            [one.TextOf("statement"), one.TextOf("party"), Words.Spaced(one.TextOf("step")), one.TextOf("why")]));
    }
}
