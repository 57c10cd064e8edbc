using PositionLedger.Domain.Parties;
using PositionLedger.Server.Http;

namespace PositionLedger.Server.Imports;

/// <summary>What a file of statements may be written in.</summary>
public enum FileFormat
{
    Csv,
    Ndjson,
}

/// <summary>How a file is to be imported.</summary>
/// <param name="DryRun">Whether nothing is recorded, and only said what would be.</param>
/// <param name="Atomic">Whether nothing is recorded unless every line can be.</param>
/// <param name="CreateMissing">Whether parties, issues and sources that lines name are created where they are unknown.</param>
/// <param name="Negotiation">The negotiation of the issues that are created; without one, none are.</param>
/// <param name="PartyKind">What the parties are that are created.</param>
/// <param name="Values">For columns or fields that the file doesn't have: the value of all lines.</param>
internal sealed record ImportOptions(
    FileFormat Format, bool DryRun, bool Atomic, bool CreateMissing, string? Negotiation, PartyKind PartyKind, IReadOnlyDictionary<string, string> Values)
{
    private StatementLine? _given;

    public static ImportOptions Read(IQueryCollection query, FileFormat format, Fields fields)
    {
        var values = ImportColumns.ForAllLines.Where(column => query[column].Count > 0)
            .ToDictionary(column => column, column => query[column].ToString(), StringComparer.Ordinal);
        var options = new ImportOptions(
            format, fields.Flag("dryRun", query["dryRun"]), fields.Flag("atomic", query["atomic"]), fields.Flag("createMissing", query["createMissing"]),
            fields.OptionalSlug("negotiation", query["negotiation"].FirstOrDefault()), fields.Word<PartyKind>("partyKind", query["partyKind"]) ?? PartyKind.State, values);
        // What is wrong with a value for all lines is said once, before any.
        foreach (var (field, why) in new CsvRow(values.GetValueOrDefault).Read().Mistakes.Where(mistake => values.ContainsKey(mistake.Column)))
            fields.Wrong(field, why);
        return options;
    }

    /// <summary>The statement with the values for all lines where it has none.</summary>
    public StatementLine Complete(StatementLine line)
    {
        if (Values.Count == 0)
            return line;

        var given = _given ??= new CsvRow(Values.GetValueOrDefault).Line(new());
        return line with
        {
            Party = line.Party ?? given.Party,
            Issue = line.Issue ?? given.Issue,
            Kind = line.Kind ?? given.Kind,
            Stance = line.Stance ?? given.Stance,
            Firmness = line.Firmness ?? given.Firmness,
            SaidOn = line.SaidOn ?? given.SaidOn,
            EffectiveUntil = line.EffectiveUntil ?? given.EffectiveUntil,
            Attribution = line.Attribution ?? given.Attribution,
            Speaker = line.Speaker is not { } speaker ? given.Speaker : speaker with
            {
                Name = speaker.Name ?? given.Speaker?.Name,
                Role = speaker.Role ?? given.Speaker?.Role,
                Authority = speaker.Authority ?? given.Speaker?.Authority,
            },
            Quote = line.Quote is not { } quote ? given.Quote : quote with
            {
                Text = quote.Text ?? given.Quote?.Text,
                Language = quote.Language ?? given.Quote?.Language,
                Rendering = quote.Rendering ?? given.Quote?.Rendering,
            },
            Report = line.Report is not { } report ? given.Report : report with
            {
                Source = report.Source ?? given.Report?.Source,
                PublishedOn = report.PublishedOn ?? given.Report?.PublishedOn,
                Credibility = report.Credibility ?? given.Report?.Credibility,
                Chain = report.Chain ?? given.Report?.Chain,
                Root = report.Root ?? given.Report?.Root,
            },
        };
    }
}
