namespace PositionLedger.Server.Imports;

/// <summary>The columns of a CSV file of statements, and which field of a statement each is.</summary>
internal static class ImportColumns
{
    /// <summary>Each column with the path of its field in the JSON of a statement.</summary>
    private static readonly (string Column, string Field)[] Fields =
    [
        ("key", "key"), ("party", "party"), ("issue", "issue"), ("kind", "kind"), ("stance", "stance"), ("firmness", "firmness"),
        ("saidOn", "saidOn"), ("effectiveUntil", "effectiveUntil"), ("refersTo", "refersTo"), ("denies", "denies"),
        ("speaker", "speaker.name"), ("role", "speaker.role"), ("authority", "speaker.authority"),
        ("quote", "quote.text"), ("language", "quote.language"), ("rendering", "quote.rendering"),
        ("originalQuote", "quote.original.text"), ("originalLanguage", "quote.original.language"), ("attribution", "attribution"),
        ("source", "report.source"), ("url", "report.url"), ("publishedOn", "report.publishedOn"), ("credibility", "report.credibility"),
        ("chain", "report.chain"), ("root", "report.root"),
    ];

    private static readonly Dictionary<string, string> ColumnOfField = Fields.ToDictionary(x => x.Field, x => x.Column, StringComparer.Ordinal);

    /// <summary>In the order in which an export writes them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Fields.Select(x => x.Column)];

    /// <summary>Those that may be given for all lines; the others are each line's own.</summary>
    public static IReadOnlyList<string> ForAllLines { get; } =
        [.. All.Except(["key", "refersTo", "denies", "originalQuote", "url"], StringComparer.Ordinal)];

    /// <summary>The column that a field is in: of <c>report.chain[2]</c>, <c>chain</c>.</summary>
    public static string Of(string field)
    {
        var bracket = field.IndexOf('[', StringComparison.Ordinal);
        return ColumnOfField.GetValueOrDefault(bracket < 0 ? field : field[..bracket], field);
    }
}
