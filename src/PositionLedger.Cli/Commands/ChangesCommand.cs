using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger changes</c>: what changed between two points of view, the parties apart from the record.</summary>
internal static class ChangesCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var (sinceOn, on) = (Day("--since-on", "The earlier day (UTC, inclusive)."), Day("--on", "The later day (UTC, inclusive)."));
        var negotiation = new Option<string?>("--negotiation") { Description = "Only the issues of this negotiation.", HelpName = "ID" };
        var (since, question) = (new KnowledgeOptions("since"), new QuestionOptions());
        var command = new Verb(
            "changes", "What changed between two points of view: shifts of the parties apart from revisions of the record.",
            "ledger changes --since-on 2025-08-01 --on 2025-08-15",
            "ledger changes --since-on 2025-08-15 --on 2025-08-15 --since-ledger-size 20")
        {
            sinceOn, on, negotiation,
        };
        since.AddTo(command);
        question.AddTo(command);
        command.SetAction((parsed, cancel) => Answer.AskAsync(server, around, parsed, "changes" + question.Query(parsed, [
            ("sinceOn", parsed.GetValue(sinceOn)), ("on", parsed.GetValue(on)), ("negotiation", parsed.GetValue(negotiation)),
            .. since.Query(parsed),
        ]), Print, cancel));
        return command;
    }

    private static Option<string> Day(string name, string description) =>
        new(name) { Description = description, HelpName = "YYYY-MM-DD", Required = true };

    private static void Print(JsonElement changes, IAnsiConsole console)
    {
        Screen.Section(console, "Shifts: the parties moved", ["party", "issue", "on", "before", "after", "what", "statement"],
            changes.Each("shifts", shift => [.. Cell(shift), .. MoveText.Shift(shift)]));
        Screen.Section(console, "Revisions: the record moved", ["party", "issue", .. MoveText.RevisionColumns],
            changes.Each("revisions", revision => [.. Cell(revision), .. MoveText.Revision(revision.GetProperty("revision"))]));
        console.Write(Screen.Facts([
            ("days", $"{changes.TextOf("sinceOn")} to {changes.TextOf("on")}"),
            ("since", changes.TextOf("sinceLedgerSize") is { } size ? $"{size} events" : null), .. Standing.Of(changes),
        ]));
    }

    private static string?[] Cell(JsonElement moved) => [moved.TextOf("party"), moved.TextOf("issue")];
}
