using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 4: only what is said on the record by somebody who can speak for the party is declared.</summary>
internal sealed class Lane(IReadOnlyDictionary<string, Reliability> grades)
{
    public bool IsDeclared(StatementBody body) => WhyIndicated(body) is null;

    /// <summary>What keeps a statement from being declared; null when it is declared.</summary>
    public SignalReason? WhyIndicated(StatementBody body)
    {
        if (ByAttribution(body.Attribution) is { } attribution)
            return attribution;
        if (ByAuthority(body.Speaker.Authority) is { } authority)
            return authority;

        foreach (var report in body.Reports)
        {
            if (Carries(report))
                return null;
        }

        return SignalReason.DoubtfulReports;
    }

    /// <summary>A source that nobody graded can't be judged (F), which is no reason to leave its reports out.</summary>
    public Reliability GradeOf(string source) => grades.TryGetValue(source, out var grade) ? grade : Reliability.F;

    private bool Carries(Report report) =>
        !report.Retracted && report.Credibility is not (4 or 5) && GradeOf(report.Source) != Reliability.E;

    private static SignalReason? ByAttribution(Attribution attribution) => attribution switch
    {
        Attribution.NamedOnRecord or Attribution.OfficeOnRecord or Attribution.Document => null,
        Attribution.Background => SignalReason.Background,
        Attribution.DeepBackground => SignalReason.DeepBackground,
        Attribution.Leak => SignalReason.Leak,
        Attribution.OtherParty => SignalReason.OtherParty,
        Attribution.Characterisation => SignalReason.Characterisation,
        _ => SignalReason.AnalystInference,
    };

    private static SignalReason? ByAuthority(Authority authority) => authority switch
    {
        >= Authority.Office => null,
        Authority.Official => SignalReason.Official,
        Authority.Affiliated => SignalReason.Affiliated,
        _ => SignalReason.Outside,
    };
}
