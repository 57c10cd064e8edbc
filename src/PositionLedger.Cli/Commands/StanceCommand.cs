using System.CommandLine;
using System.Text.Json;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger stance</c>: a party's position on an issue on a date.</summary>
internal static class StanceCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var party = new Argument<string>("PARTY") { Description = "The id of a party." };
        var issue = new Argument<string>("ISSUE") { Description = "The id of an issue." };
        var on = new Option<string>("--on")
        {
            Description = "The day asked about (UTC, inclusive).", HelpName = "YYYY-MM-DD", Required = true,
        };
        var question = new QuestionOptions();
        var command = new Command("stance", "A party's position on an issue on a date.") { party, issue, on };
        question.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = $"parties/{Uri.EscapeDataString(parsed.GetValue(party)!)}/stances/{Uri.EscapeDataString(parsed.GetValue(issue)!)}"
                + question.Query(parsed, ("on", parsed.GetValue(on)));
            using var ledger = server.Connect(parsed);
            var answer = await ledger.GetAsync(path, cancel);
            if (server.IsJson(parsed))
                await around.Out.WriteLineAsync(answer);
            else
                Screen.Of(around.Out, around.OutIsTerminal).Write(Screen.Facts(Facts(JsonElement.Parse(answer))));
            return ExitCode.Done;
        });
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
        ("policy", stance.TextOf("policy")),
        ("ledger", stance.Of("ledger") is { } position ? LedgerText.Of(position) : null),
        ("permalink", stance.TextOf("permalink")),
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
