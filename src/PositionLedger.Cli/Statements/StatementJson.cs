using System.Text.Json.Nodes;

namespace PositionLedger.Cli.Statements;

/// <summary>The bodies of calls about a statement.</summary>
internal static class StatementJson
{
    private static readonly string[] s_ofReport = ["source", "url", "publishedOn", "retrievedAt", "credibility", "chain", "root"];

    /// <summary>Sets what is at a path, such as <c>quote.text</c>.</summary>
    public static void Set(JsonObject body, string path, JsonNode? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (body[name] is not JsonObject)
                body[name] = new JsonObject();
            body = (JsonObject)body[name]!;
        }

        body[names[^1]] = value;
    }

    /// <summary>Says whether setting a path overwrites more than what is named: a correction overwrites these whole.</summary>
    public static bool IsPart(string path) => path.Contains('.', StringComparison.Ordinal);

    /// <summary>Takes over from a statement as it stands what a correction would lose by naming only parts.</summary>
    /// <param name="parts">Paths whose first name is the whole.</param>
    public static void TakeOver(JsonObject body, JsonObject statement, IReadOnlyCollection<string> parts)
    {
        foreach (var whole in parts.Select(part => part.Split('.')[0]).Distinct().Where(whole => !body.ContainsKey(whole)))
            body[whole] = whole == "report" ? FirstReport(statement, !parts.Contains("report.source")) : statement[whole]?.DeepClone();
    }

    // A root that is the source says that none was given: it moves with the source.
    private static JsonObject FirstReport(JsonObject statement, bool keepsSource)
    {
        var first = statement["reports"]!.AsArray()[0]!.AsObject();
        var report = new JsonObject(s_ofReport.Select(name => KeyValuePair.Create(name, first[name]?.DeepClone())));
        if (!keepsSource && $"{first["root"]}" == $"{first["source"]}")
            report.Remove("root");
        return report;
    }
}
