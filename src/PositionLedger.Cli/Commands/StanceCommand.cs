using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger stance</c>: a party's position on an issue on a date.</summary>
internal static class StanceCommand
{
    public static Command Build(ServerOptions server, Surroundings around)
    {
        var party = new Argument<string>("PARTY") { Description = "The id of a party." };
        var issue = new Argument<string>("ISSUE") { Description = "The id of an issue." };
        var on = new Option<string>("--on") { Description = "The day asked about (UTC, inclusive).", HelpName = "YYYY-MM-DD", Required = true };
        var knownAt = new Option<string?>("--known-at") { Description = "By what was known at an instant, such as 2025-08-10T00:00:00Z.", HelpName = "INSTANT" };
        var size = new Option<long?>("--ledger-size") { Description = "By the first N events of the ledger.", HelpName = "N" };
        var policy = new Option<string?>("--policy") { Description = "The rule of who governs: authority-first/1 or latest-first/1.", HelpName = "POLICY" };
        var command = new Command("stance", "A party's position on an issue on a date.") { party, issue, on, knownAt, size, policy };
        command.Validators.Add(result =>
        {
            if (result.GetValue(knownAt) is not null && result.GetValue(size) is not null)
                result.AddError("--known-at and --ledger-size say the same thing in two ways: give one of them.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var path = $"parties/{Uri.EscapeDataString(parsed.GetValue(party)!)}/stances/{Uri.EscapeDataString(parsed.GetValue(issue)!)}" + Query.Of(
                ("on", parsed.GetValue(on)), ("knownAt", parsed.GetValue(knownAt)),
                ("ledgerSize", parsed.GetValue(size)?.ToString(CultureInfo.InvariantCulture)), ("policy", parsed.GetValue(policy)));
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
        ? string.Join("; ", conditions.EnumerateArray().Select(condition => $"{condition.TextOf("text")} ({Words.Spaced(condition.TextOf("state"))})"))
        : null;

    private static string? Confidence(JsonElement stance) => stance.Of("basis") is { } basis
        ? $"{stance.TextOf("confidence")}: {string.Join(", ", basis.EnumerateObject().Select(fact => $"{Words.Spaced(fact.Name)} {Words.Spaced(fact.Value.ToString())}"))}"
        : stance.TextOf("confidence");

    private static string? Signals(JsonElement stance) => stance.Of("signals") is { } signals
        ? string.Join("; ", signals.EnumerateArray().Select(signal =>
            $"{Words.Spaced(signal.TextOf("stance"))} by {signal.TextOf("statement")} ({Words.Spaced(signal.TextOf("because"))})"))
        : null;

    private static string Listed(JsonElement stance, string member) =>
        stance.Of(member) is { } list ? string.Join(", ", list.EnumerateArray().Select(word => Words.Spaced(word.GetString()))) : "";
}
