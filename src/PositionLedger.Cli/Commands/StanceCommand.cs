using System.CommandLine;
using System.Text.Json;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger stance</c>: a party's position on an issue on a date.</summary>
internal static class StanceCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var cell = new CellArguments();
        var on = QuestionOptions.On();
        var question = new QuestionOptions();
        var command = new Verb(
            "stance", "A party's position on an issue on a date.", "ledger stance ukraine cede-territory --on 2025-08-09")
        {
            on,
        };
        cell.AddTo(command);
        question.AddTo(command);
        command.SetAction((parsed, cancel) => Answer.AskAsync(
            server, around, parsed, cell.Path(parsed) + question.Query(parsed, ("on", parsed.GetValue(on))),
            (stance, console) => console.Write(Screen.Facts(Facts(stance))), cancel));
        return command;
    }

    private static IEnumerable<(string, string?)> Facts(JsonElement stance) =>
    [
        ("party", stance.TextOf("party")),
        ("issue", stance.TextOf("issue")),
        ("on", stance.TextOf("on")),
        ("stance", StanceText.Of(stance)),
        ("conditions", Conditions(stance)),
        ("since", stance.TextOf("since") + (stance.TextOf("stale") == "True" ? ", stale" : "")),
        ("certainty", stance.TextOf("certainty")),
        ("possible", Listed(stance, "possible")),
        ("confidence", Confidence(stance)),
        ("governed by", stance.TextOf("governedBy")),
        ("contested", stance.TextOf("contested")),
        ("flags", Listed(stance, "flags")),
        ("reaffirmed by", stance.TextOf("reaffirmedBy")),
        ("other voices", stance.TextOf("divergingVoices")),
        ("signals", Signals(stance)),
        .. Standing.Of(stance),
    ];

    private static string? Conditions(JsonElement stance) => stance.Of("conditions") is { } conditions
        ? string.Join("; ", conditions.EnumerateArray().Select(one => $"{one.TextOf("text")} ({Words.Spaced(one.TextOf("state"))})"))
        : null;

    private static string? Confidence(JsonElement stance) => stance.Of("basis") is { } basis
        ? $"{stance.TextOf("confidence")}: {string.Join(", ", basis.EnumerateObject().Select(Fact))}"
        : stance.TextOf("confidence");

    private static string Fact(JsonProperty fact) => $"{Words.Spaced(fact.Name)} {Words.Spaced(fact.Value.ToString())}";

    private static string? Signals(JsonElement stance) => stance.Of("signals") is { } signals
        ? string.Join("; ", signals.EnumerateArray().Select(signal =>
            $"{Words.Spaced(signal.TextOf("stance"))} by {signal.TextOf("statement")} ({Words.Spaced(signal.TextOf("because"))})"))
        : null;

    private static string Listed(JsonElement stance, string member) =>
        stance.Of(member) is { } list ? string.Join(", ", list.EnumerateArray().Select(word => Words.Spaced(word.GetString()))) : "";
}
