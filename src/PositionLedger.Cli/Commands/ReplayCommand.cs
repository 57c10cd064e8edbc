using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace PositionLedger.Cli.Commands;

/// <summary><c>ledger replay</c>: a party's history, event by event, with what each did to its stances.</summary>
internal static class ReplayCommand
{
    private const string Ndjson = "application/x-ndjson";

    public static Command Build(ServerOptions server, Surroundings around)
    {
        var party = new Argument<string>("PARTY") { Description = "The id of a party." };
        var from = new Option<long?>("--from") { Description = "The first version of the party's stream to show.", HelpName = "VERSION" };
        var to = new Option<long?>("--to") { Description = "The last one.", HelpName = "VERSION" };
        var on = new Option<string?>("--on")
        {
            Description = "The day whose stances are compared; else today, or the last day of what was known.", HelpName = "YYYY-MM-DD",
        };
        var question = new QuestionOptions();
        var command = new Verb(
            "replay", "A party's history, event by event, with the stances before and after.", "ledger replay ukraine --on 2025-08-20")
        {
            party, from, to, on,
        };
        question.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = $"parties/{Uri.EscapeDataString(parsed.GetValue(party)!)}/replay" + question.Query(
                parsed, ("from", parsed.GetValue(from)?.ToString(CultureInfo.InvariantCulture)),
                ("to", parsed.GetValue(to)?.ToString(CultureInfo.InvariantCulture)), ("on", parsed.GetValue(on)));
            using var ledger = server.Connect(parsed);
            await (server.IsJson(parsed)
                ? ledger.StreamAsync(path, "application/json", stream => CopyAsync(stream, around.Out, cancel), cancel)
                : ledger.StreamAsync(path, Ndjson, stream => PrintAsync(stream, around.Out, cancel), cancel));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task CopyAsync(Stream stream, TextWriter output, CancellationToken cancel)
    {
        using var reader = new StreamReader(stream);
        var buffer = new char[8192];
        for (var read = await reader.ReadAsync(buffer, cancel); read > 0; read = await reader.ReadAsync(buffer, cancel))
            await output.WriteAsync(buffer.AsMemory(0, read), cancel);
        await output.WriteLineAsync();
    }

    private static async Task PrintAsync(Stream stream, TextWriter output, CancellationToken cancel)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            foreach (var text in Lines(JsonElement.Parse(line)))
                await output.WriteLineAsync(text);
        }
    }

    private static IEnumerable<string> Lines(JsonElement e)
    {
        var leaf = e.TextOf("leaf") is { } place ? $"  leaf {place}" : "";
        var by = e.TextOf("recordedBy") ?? "nobody named";
        yield return $"{e.TextOf("stream")} {e.TextOf("version")}  {e.TextOf("recordedAt")}  {e.TextOf("type")}  by {by}{leaf}";
        foreach (var stance in e.Of("stances")?.EnumerateArray() ?? [])
        {
            if (Change(stance.GetProperty("before"), stance.GetProperty("after")) is { } change)
                yield return $"    {stance.TextOf("issue")}: {change}";
        }
    }

    /// <returns>Null where the event changed nothing.</returns>
    private static string? Change(JsonElement before, JsonElement after)
    {
        var changed = after.EnumerateObject().Where(member => !JsonElement.DeepEquals(before.GetProperty(member.Name), member.Value))
            .Select(member => member.Name).ToArray();
        return changed.Length == 0 ? null
            : changed.Intersect(["stance", "firmness"]).Any() ? $"{StanceText.Of(before)} → {StanceText.Of(after)}"
            : $"{StanceText.Of(after)}, with another {string.Join(", ", changed.Select(Words.Spaced))}";
    }
}
