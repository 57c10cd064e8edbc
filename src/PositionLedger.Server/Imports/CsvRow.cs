using System.Globalization;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Statements;

namespace PositionLedger.Server.Imports;

/// <summary>A row of CSV as the statement that it is; an empty cell is nothing.</summary>
/// <param name="cell">The text in a column; null where the row has none.</param>
internal sealed class CsvRow(Func<string, string?> cell)
{
    /// <summary>Asks to record it, or says what is wrong with it, by column.</summary>
    public (RecordStatement Command, IReadOnlyList<(string Column, string Why)> Mistakes) Read()
    {
        var (words, fields) = (new Fields(), new Fields());
        var command = Line(words).Command(fields);
        if (words.Errors.Count == 0 && fields.Errors.Count == 0)
            return (command, []);

        // A word that isn't one is missing afterwards, which goes without saying.
        var mistakes = Mistakes(words).ToList();
        mistakes.AddRange(Mistakes(fields).Where(mistake => !words.Errors.ContainsKey(mistake.Column)));
        return (command, mistakes);
    }

    /// <param name="fields">Gathers what is no word of its scale, or no number.</param>
    public StatementLine Line(Fields fields) => new()
    {
        Key = Cell("key"),
        Party = Cell("party"),
        Issue = Cell("issue"),
        Kind = fields.Word<StatementKind>("kind", Cell("kind")),
        Stance = fields.Word<Stance>("stance", Cell("stance")),
        Firmness = fields.Word<Firmness>("firmness", Cell("firmness")),
        SaidOn = Cell("saidOn"),
        EffectiveUntil = Cell("effectiveUntil"),
        RefersTo = Cell("refersTo"),
        Denies = fields.Word<Denies>("denies", Cell("denies")),
        Speaker = new() { Name = Cell("speaker"), Role = Cell("role"), Authority = fields.Word<Authority>("authority", Cell("authority")) },
        Quote = Quote(fields),
        Attribution = fields.Word<Attribution>("attribution", Cell("attribution")),
        Report = Report(fields),
    };

    private QuoteRequest Quote(Fields fields) => new()
    {
        Text = Cell("quote"),
        Language = Cell("language"),
        Rendering = fields.Word<Rendering>("rendering", Cell("rendering")),
        Original = Cell("originalQuote") is null && Cell("originalLanguage") is null ? null : new() { Text = Cell("originalQuote"), Language = Cell("originalLanguage") },
    };

    private ReportRequest Report(Fields fields) => new()
    {
        Source = Cell("source"),
        Url = Cell("url"),
        PublishedOn = Cell("publishedOn"),
        Credibility = Number(fields, "credibility"),
        Chain = Cell("chain")?.Split('>', StringSplitOptions.TrimEntries),
        Root = Cell("root"),
    };

    private static IEnumerable<(string Column, string Why)> Mistakes(Fields fields) =>
        fields.Errors.SelectMany(error => error.Value, (error, why) => (ImportColumns.Of(error.Key), why));

    private string? Cell(string column) => cell(column) is { Length: > 0 } text ? text : null;

    private int? Number(Fields fields, string column)
    {
        if (Cell(column) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;

        fields.Wrong(column, "must be a whole number.");
        return null;
    }
}
