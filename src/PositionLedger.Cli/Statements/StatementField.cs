using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Cli.Statements;

/// <summary>A field of a statement that an option sets, named as the column of a file is.</summary>
/// <param name="Path">Where it is in the body of a call.</param>
/// <param name="Words">All that it may be; empty where it is free.</param>
/// <param name="Read">Makes its JSON from what was given.</param>
internal sealed record StatementField(
    string Name, string Path, string HelpName, string Description, IReadOnlyList<string> Words, Func<string, JsonNode?> Read)
{
    /// <summary>What a correction may overwrite.</summary>
    public static IReadOnlyList<StatementField> Correctable { get; } =
    [
        Scale<StatementKind>("kind", "What the party did."),
        Scale<Stance>("stance", "Towards the issue's proposition; none for a kind that carries none."),
        Scale<Firmness>("firmness", "How strongly it was put."),
        Text("saidOn", "saidOn", "DATE", "When: 2025-08-09, 2025-08, 2025-08-09~, 2025-08-05/2025-08-11 or an instant."),
        Text("effectiveUntil", "effectiveUntil", "YYYY-MM-DD", "Until when it holds, that day included."),
        Scale<Denies>("denies", "What a denial denies."),
        Text("speaker", "speaker.name", "NAME", "Who spoke."),
        Text("role", "speaker.role", "ROLE", "As what, such as \"foreign minister\"."),
        Scale<Authority>("authority", "The speaker's authority for the party.", "speaker.authority"),
        Text("quote", "quote.text", "TEXT", "The words."),
        Text("language", "quote.language", "TAG", "Their language, such as en."),
        Scale<Rendering>("rendering", "How closely they are given.", "quote.rendering"),
        Text("originalQuote", "quote.original.text", "TEXT", "The words in the language they were said in."),
        Text("originalLanguage", "quote.original.language", "TAG", "That language."),
        Text("translator", "quote.translator", "NAME", "Who translated them."),
        Scale<Attribution>("attribution", "How the source attributes them."),
        Text("source", "report.source", "ID", "The source that reports it."),
        Text("reportUrl", "report.url", "URL", "Where it does."),
        Text("publishedOn", "report.publishedOn", "YYYY-MM-DD", "When it did."),
        Text("retrievedAt", "report.retrievedAt", "INSTANT", "When you read it there."),
        new("credibility", "report.credibility", "1-6", "Of this report; 6 where it can't be judged.", ["1", "2", "3", "4", "5", "6"],
            text => int.TryParse(text, out var number) ? number : text),
        List("chain", "report.chain", '>', "ID>ID", "Who took it from whom, the source first."),
        Text("root", "report.root", "ID", "Where it comes from; else the source."),
    ];

    /// <summary>All of a statement but its conditions.</summary>
    public static IReadOnlyList<StatementField> All { get; } =
    [
        Text("key", "key", "KEY", "Your own name for it, which makes it safe to record it again."),
        Text("issue", "issue", "ID", "The issue it is about."),
        .. Correctable,
        Text("refersTo", "refersTo", "UUID", "The earlier statement of the party that it acts on."),
        List("jointWith", "jointWith", ',', "IDS", "The other parties that hold it, with commas between them."),
        List("acknowledges", "acknowledges", ',', "UUIDS", "The retracted statements that it looks like."),
    ];

    /// <summary>What a correction empties to take it away: of the original words, the whole.</summary>
    public string Emptied => Path == "quote.original.text" ? "quote.original" : Path;

    private static StatementField Text(string name, string path, string helpName, string description) =>
        new(name, path, helpName, description, [], text => text);

    private static string Word<T>(T word) => JsonNamingPolicy.CamelCase.ConvertName($"{word}");

    private static StatementField List(string name, string path, char between, string helpName, string description) =>
        new(name, path, helpName, description, [], text => new JsonArray([
            .. text.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => (JsonNode)one),
        ]));

    private static StatementField Scale<T>(string name, string description, string? path = null)
        where T : struct, Enum => new(
            name, path ?? name, name.ToUpperInvariant(), description,
            [.. Enum.GetValues<T>().OrderBy(word => Convert.ToInt32(word, CultureInfo.InvariantCulture)).Select(Word)],
            text => text);
}
