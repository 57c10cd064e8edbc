using NodaTime.Text;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Statements;

namespace PositionLedger.Server.Exports;

/// <summary>Recorded statements as the calls that would record them, a joint one as a single call.</summary>
internal static class StatementLines
{
    public static ExportLine Of(ExportedEvent e, StatementRecorded fact, IReadOnlyDictionary<Guid, ExportedCopy> copies)
    {
        ExportedCopy[] held = fact.Joint.Count == 0
            ? [new(e.Stream, e.Id, fact, true)]
            : [.. fact.Joint.Select(copy => copies[copy.Statement])];
        var (addressed, body) = (held[0], held[0].Fact.Body);
        ValueList<Guid> acknowledged = [.. held.SelectMany(copy => copy.Fact.Acknowledges).Distinct()];
        return new("statement", addressed.Event, Request(addressed.Fact, held[1..], acknowledged))
        {
            Where = Where(addressed, held[1..]),
            Streams = [.. held.Where(copy => copy.IsWithin).Select(copy => copy.Stream)],
            Needs =
            [
                .. held.Select(copy => copy.Stream), StreamKey.Issue(body.Issue), .. body.Reports.Select(report => StreamKey.Source(report.Source)),
                .. acknowledged.Select(ExportLine.Retraction),
            ],
        };
    }

    public static SpeakerRequest Request(Speaker x) => new() { Name = x.Name, Role = x.Role, Authority = x.Authority };

    public static QuoteRequest Request(Quote x) => new()
    {
        Text = x.Text,
        Language = x.Language,
        Rendering = x.Rendering,
        Original = x.Original is { } original ? new() { Text = original.Text, Language = original.Language } : null,
        Translator = x.Translator,
    };

    public static ReportRequest Request(Report x) => Into(x, new ReportRequest());

    public static AddedReportRequest Request(Report x, string? only) => Into(x, new AddedReportRequest { Only = only });

    private static T Into<T>(Report x, T empty)
        where T : ReportRequest => empty with
        {
            Source = x.Source,
            Url = x.Url,
            PublishedOn = x.PublishedOn is { } day ? LocalDatePattern.Iso.Format(day) : null,
            RetrievedAt = x.RetrievedAt is { } moment ? InstantPattern.ExtendedIso.Format(moment) : null,
            Credibility = x.Credibility,
            Chain = x.Chain.Count > 0 ? [.. x.Chain] : null,
            Root = x.Root,
        };

    private static (string, object)[] Where(ExportedCopy addressed, ExportedCopy[] others)
    {
        (string, object)[] where = [("party", StreamKey.IdOf(addressed.Stream)), ("id", addressed.Fact.Id)];
        return others.Length == 0
            ? where
            : [.. where, ("copies", others.Select(copy => new OtherCopy(StreamKey.IdOf(copy.Stream), copy.Fact.Id, copy.Event)).ToArray())];
    }

    private static StatementRequest Request(StatementRecorded fact, ExportedCopy[] others, ValueList<Guid> acknowledged)
    {
        var body = fact.Body;
        return new()
        {
            Key = fact.Key,
            Issue = body.Issue,
            Speaker = Request(body.Speaker),
            Kind = body.Kind,
            Stance = body.Stance,
            Firmness = body.Firmness,
            Conditions = body.Conditions.Count > 0 ? [.. body.Conditions.Select(Request)] : null,
            SaidOn = body.SaidOn.Edtf,
            EffectiveUntil = body.EffectiveUntil is { } until ? LocalDatePattern.Iso.Format(until) : null,
            RefersTo = body.RefersTo,
            Denies = body.Denies,
            JointWith = others.Length > 0 ? [.. others.Select(copy => StreamKey.IdOf(copy.Stream))] : null,
            Acknowledges = acknowledged.Count > 0 ? [.. acknowledged] : null,
            Quote = Request(body.Quote),
            Attribution = body.Attribution,
            Report = Request(body.Reports[0]),
        };
    }

    private static ConditionRequest Request(Condition x) => new() { Text = x.Text, State = x.State, Otherwise = x.Otherwise };

    private sealed record OtherCopy(string Party, Guid Id, Guid Event);
}
