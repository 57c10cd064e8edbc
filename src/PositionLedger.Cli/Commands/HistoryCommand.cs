using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger history</c>: a party's stance on an issue over time, and apart from it how the record was revised.</summary>
internal static class HistoryCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var cell = new CellArguments();
        var question = new QuestionOptions();
        var command = new Verb(
            "history", "A party's stance on an issue over time: periods, shifts of the party, and apart from them revisions of the record.",
            "ledger history ukraine cede-territory");
        cell.AddTo(command);
        question.AddTo(command);
        command.SetAction((parsed, cancel) => Answer.AskAsync(
            server, around, parsed, $"{cell.Path(parsed)}/history{question.Query(parsed)}", Print, cancel));
        return command;
    }

    private static void Print(JsonElement history, IAnsiConsole console)
    {
        Screen.Section(
            console, "Periods", ["from", "until", "stance", "certainty", "confidence", "governed by"], history.Each("periods", Period));
        Screen.Section(
            console, "Shifts: the party moved", ["on", "before", "after", "what", "statement"], history.Each("shifts", MoveText.Shift));
        Screen.Section(console, "Revisions: the record moved", MoveText.RevisionColumns, history.Each("revisions", MoveText.Revision));
        console.Write(Screen.Facts(Standing.Of(history)));
    }

    private static IReadOnlyList<string?> Period(JsonElement period) =>
    [
        period.TextOf("from") ?? "…", period.TextOf("until") ?? "…", StanceText.Of(period), period.TextOf("certainty"),
        period.TextOf("confidence"), period.TextOf("governedBy") ?? period.TextOf("contested"),
    ];
}
