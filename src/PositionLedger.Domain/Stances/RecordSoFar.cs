using NodaTime;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>What stands recorded of one party on one issue up to an event, and the stances that it tells.</summary>
internal sealed class RecordSoFar(string party, Policy policy)
{
    private readonly Dictionary<Guid, Statement> _statements = [];
    private readonly Dictionary<string, Reliability> _grades = new(StringComparer.Ordinal);
    private ValueList<Membership> _memberships = [];

    // Both are null while nobody knows them; most events don't ask.
    private LocalDate? _last;
    private ValueList<StancePeriod>? _periods;

    /// <summary>Takes an event that changes nothing of what was said about the past.</summary>
    public void Append(RecordedChange change)
    {
        _periods = null;
        Evolve(change);
    }

    /// <summary>Takes an event that may, and tells on which days the stance is another one now.</summary>
    /// <returns>Null when it is the same on every day.</returns>
    public RevisedStretch? Revise(RecordedChange change)
    {
        var before = _periods ?? Derive();
        Evolve(change);
        _periods = Derive();
        return Comparison.FirstDifference(before, _periods);
    }

    /// <summary>Whether something stands recorded that happened after a day.</summary>
    public bool HasLater(LocalDate day) => day < (_last ??= Days().Append(LocalDate.MinIsoValue).Max());

    /// <summary>Whether a source is that of any report, also of one that was taken off.</summary>
    public bool Cites(string source) => _statements.Values.Any(statement => statement.Body.Reports.Any(report => report.Source == source));

    public string SourceOf(Guid statement, int report) => _statements[statement].Body.Reports[report - 1].Source;

    private void Evolve(RecordedChange change)
    {
        switch (change.Fact)
        {
            case StatementRecorded e:
                // One order for all streams: events come in order of recording.
                _statements[e.Id] = Statement.Recorded(StreamKey.IdOf(change.Stream), _statements.Count + 1, e);
                _last = _last is { } last ? LocalDate.Max(last, e.Body.SaidOn.Latest) : null;
                break;
            case StatementAmendment e:
                _statements[e.Statement] = _statements[e.Statement].Evolve(e);
                _last = null;
                break;
            case MembershipRecorded e:
                _memberships = Membership.Put(_memberships, new(e.Bloc, e.From, e.Until, e.SpeaksFor));
                break;
            case SourceRegistered e:
                _grades[e.Id] = e.Reliability;
                break;
            case SourceGraded e:
                _grades[StreamKey.IdOf(change.Stream)] = e.Reliability;
                break;
        }
    }

    private ValueList<StancePeriod> Derive()
    {
        Statement[] own = [.. _statements.Values.Where(statement => statement.Party == party)];
        Statement[] ofBlocs = [.. _statements.Values.Where(statement => statement.Party != party)];
        return StanceTimeline.PlacedOnLatestDays(new(own, _grades) { OfBlocs = ofBlocs, Memberships = _memberships }, policy).Periods;
    }

    private IEnumerable<LocalDate> Days() => _statements.Values.Where(statement => !statement.Retracted).SelectMany(
        statement => statement.Body.StandingConditions.SelectMany(c => c.Assessments).Select(a => a.On).Append(statement.Body.SaidOn.Latest));
}
