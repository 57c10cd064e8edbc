using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace PositionLedger.Cli.Importing;

/// <summary>What came of an import, for a reader.</summary>
internal static class ImportText
{
    private const int Shown = 20;

    public static void Print(JsonElement report, IAnsiConsole console) => console.Write(Screen.Facts([
        ("import", report.TextOf("id")), ("state", report.TextOf("state")), ("lines", Number(report, "lines")),
        (report.TextOf("dryRun") == "True" ? "would record" : "recorded", Number(report, "recorded")),
        ("unchanged", Number(report, "unchanged")), ("refused", Number(report, "refused")), .. Created(report),
    ]));

    /// <summary>What went wrong, as a compiler would say it.</summary>
    /// <param name="file">Its name; null where nobody knows it any more.</param>
    public static IEnumerable<string> Complaints(JsonElement report, string? file)
    {
        if (report.TextOf("why") is { } reason)
            yield return reason;
        JsonElement[] refusals = [.. report.Of("refusals")?.EnumerateArray() ?? []];
        foreach (var refusal in refusals.Take(Shown))
            yield return Refusal(refusal, file);
        // Of one line several things may be wrong.
        var lines = refusals.Take(Shown).Select(refusal => refusal.TextOf("line")).Distinct().Count();
        var more = (report.Of("refused")?.GetInt64() ?? 0) - lines;
        var others = more > 0 ? $", in {Grouped(more)} other lines" : "";
        if (more > 0 || refusals.Length > Shown)
            yield return $"… and more{others}. All: ledger import --refusals {report.TextOf("id")}";
        foreach (var line in Missing(report))
            yield return line;
    }

    /// <summary>One refusal: <c>file:line: field: why</c>.</summary>
    public static string Refusal(JsonElement refusal, string? file)
    {
        var line = refusal.TextOf("line");
        var place = file is null ? (line is null ? null : $"line {line}") : line is null ? file : $"{file}:{line}";
        return string.Join(": ", ((string?[])[place, refusal.TextOf("field"), refusal.TextOf("why") ?? refusal.TextOf("code")])
            .Where(part => part is not null));
    }

    private static IEnumerable<string> Missing(JsonElement report)
    {
        var any = false;
        foreach (var kind in Members(report, "missing"))
        {
            foreach (var one in kind.Value.EnumerateArray())
            {
                any = true;
                yield return $"Unknown {Singular(kind.Name)} {one.TextOf("id")}, in {Lines(one)}{Meant(one)}";
            }
        }

        if (any && report.TextOf("createMissing") != "True")
            yield return "--create-missing opens what the ledger doesn't know.";
    }

    private static string Meant(JsonElement missing) => missing.Of("suggestions") is { } near && near.GetArrayLength() > 0
        ? $"; did you mean {string.Join(" or ", near.EnumerateArray())}?"
        : "";

    private static string Lines(JsonElement missing) => Number(missing, "lines") is "1" ? "1 line" : $"{Number(missing, "lines")} lines";

    private static IEnumerable<(string, string?)> Created(JsonElement report) =>
        Members(report, "created").Select(kind => ($"new {kind.Name}", (string?)string.Join(", ", kind.Value.EnumerateArray())));

    private static IEnumerable<JsonProperty> Members(JsonElement report, string member) =>
        (report.Of(member)?.EnumerateObject() ?? []).Where(kind => kind.Value.ValueKind == JsonValueKind.Array);

    private static string Singular(string kind) => kind == "parties" ? "party" : kind.TrimEnd('s');

    private static string? Number(JsonElement report, string member) => report.Of(member) is { } count ? Grouped(count.GetInt64()) : null;

    private static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
