using NodaTime.Text;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Statements;

namespace PositionLedger.Server.Exports;

/// <summary>Amendments as the calls that would record them; of a joint statement each copy's by itself.</summary>
internal static class AmendmentLines
{
    /// <exception cref="UnknownEventException">No call is written for the event.</exception>
    public static ExportLine Of(ExportedEvent e, StatementAmendment fact)
    {
        var only = e.IsOfCopy ? StreamKey.IdOf(e.Stream) : null;
        return fact switch
        {
            StatementCorrected x => Line(e, x, "correction", Request(x, e.Conditions, only), Sources(x.Changes.Report)),
            StatementRetracted x => Line(e, x, "retraction", Request(x.Reason, only)) with { Gives = [ExportLine.Retraction(x.Statement)] },
            StatementReinstated x => Line(e, x, "reinstatement", Request(x.Reason, only)) with { Takes = ExportLine.Retraction(x.Statement) },
            ReportAdded x => Line(e, x, "report", StatementLines.Request(x.Report, only), Sources(x.Report)),
            ReportAssessed x => Line(e, x, "reportAssessment", Request(x, only), x.Number),
            ReportRetracted x => Line(e, x, "reportRetraction", Request(x.Reason, only), x.Number),
            ConditionAssessed x => Line(e, x, "conditionAssessment", Request(x, only), x.Number),
            _ => throw new UnknownEventException(fact),
        };
    }

    private static ExportLine Line(ExportedEvent e, StatementAmendment fact, string record, object body, string[] needs) =>
        Line(e, fact, record, body) with { Needs = needs };

    private static ExportLine Line(ExportedEvent e, StatementAmendment fact, string record, object body, int? number = null) =>
        new(record, e.Id, body)
        {
            Where = number is { } n ? [("statement", fact.Statement), ("number", n)] : [("statement", fact.Statement)],
            Streams = [e.Stream],
        };

    private static string[] Sources(Optional<Report> report) => report.IsGiven ? [StreamKey.Source(report.Or(null!).Source)] : [];

    private static ReasonRequest Request(string reason, string? only) => new() { Reason = reason, Only = only };

    private static AssessmentRequest Request(ReportAssessed x, string? only) =>
        new() { Credibility = x.Credibility, Reason = x.Reason, Only = only };

    private static ConditionAssessmentRequest Request(ConditionAssessed x, string? only) =>
        new() { State = x.State, On = LocalDatePattern.Iso.Format(x.On), Reason = x.Reason, Only = only };

    private static CorrectionRequest Request(StatementCorrected fact, int conditions, string? only)
    {
        var x = fact.Changes;
        return new()
        {
            Reason = fact.Reason,
            Only = only,
            Speaker = Given(x.Speaker, SpeakerRequest? (speaker) => StatementLines.Request(speaker)),
            Kind = Given(x.Kind, StatementKind? (kind) => kind),
            Stance = x.Stance,
            Firmness = x.Firmness,
            Conditions = Given(x.Conditions, CorrectedConditionRequest[]? (list) => [.. list.Select(condition => Request(condition, conditions))]),
            SaidOn = Given(x.SaidOn, string? (saidOn) => saidOn.Edtf),
            EffectiveUntil = Given(x.EffectiveUntil, day => day is { } until ? LocalDatePattern.Iso.Format(until) : null),
            Denies = x.Denies,
            Quote = Given(x.Quote, QuoteRequest? (quote) => StatementLines.Request(quote)),
            Attribution = Given(x.Attribution, Attribution? (attribution) => attribution),
            Report = Given(x.Report, ReportRequest? (report) => StatementLines.Request(report)),
        };
    }

    // A number is sent of a condition that there was; a new one gets the next, as it did.
    private static CorrectedConditionRequest Request(CorrectedCondition x, int conditions) =>
        new() { Number = x.Number <= conditions ? x.Number : null, Text = x.Text, State = x.State, Otherwise = x.Otherwise };

    private static Optional<TTo> Given<TFrom, TTo>(Optional<TFrom> field, Func<TFrom, TTo> request) =>
        field.IsGiven ? new(request(field.Or(default!))) : default;
}
