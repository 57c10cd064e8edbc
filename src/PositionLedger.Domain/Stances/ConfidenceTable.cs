using System.Globalization;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 11: how much the record behind a governing statement can carry. A table, no arithmetic.</summary>
internal static class ConfidenceTable
{
    public static (Confidence Confidence, Basis Basis) Read(StatementBody body, Lane lane)
    {
        var (reliability, credibility) = BestReport(body, lane);
        var grade = string.Create(CultureInfo.InvariantCulture, $"{reliability}{credibility}");
        return (Look(body, reliability, credibility), new(body.Speaker.Authority, body.Quote.Rendering, grade, body.Roots));
    }

    private static Confidence Look(StatementBody body, Reliability reliability, int credibility)
    {
        if (IsAtTheSource(body) && reliability <= Reliability.B && credibility <= 2)
            return Confidence.High;

        // A rendering that nobody stated is unknown, and what is unknown never raises a confidence.
        var isMoreThanASummary = body.Quote.Rendering is not (null or Rendering.Summary);
        return isMoreThanASummary && reliability <= Reliability.C && credibility is <= 3 or Report.Unjudged
            ? Confidence.Moderate
            : Confidence.Low;
    }

    private static bool IsAtTheSource(StatementBody body) =>
        body.Attribution == Attribution.Document
        || body.Quote.Rendering == Rendering.Verbatim
        || (body.Quote.Rendering == Rendering.VerbatimTranslated && body.Quote.Original is not null);

    // The best source first, then the most credible report: A1 … A6, B1 … E6, F1 … F6.
    private static (Reliability Reliability, int Credibility) BestReport(StatementBody body, Lane lane) =>
        body.StandingReports.Select(report => (lane.GradeOf(report.Source), report.Credibility)).Min();
}
