using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Reads revisions off the events about one party on one issue: how the record moved. What the party did is no revision.</summary>
public sealed class Revisions
{
    private readonly RecordSoFar _record;
    private readonly List<Revision> _revisions = [];

    private Revisions(RecordSoFar record) => _record = record;

    /// <summary>Every revision, in order of recording; where one also revised the stance on some day, that follows it.</summary>
    /// <param name="party">The party whose stance is meant; another one's statements count where it speaks for this one.</param>
    /// <param name="inOrder">
    /// In order of recording, all events about the statements of the party, and of blocs that may speak for it, on the issue, and
    /// about the sources of their reports; and those about the party's memberships.
    /// </param>
    /// <exception cref="UnknownEventException">An event is of a type that this fold doesn't know.</exception>
    public static ValueList<Revision> Of(string party, IEnumerable<RecordedChange> inOrder, Policy policy)
    {
        var revisions = new Revisions(new(party, policy));
        foreach (var change in inOrder)
            revisions.Take(change);
        return [.. revisions._revisions];
    }

    private void Take(RecordedChange change)
    {
        var (kind, source) = Classify(change);
        if (kind is null && !ReachesBack(change.Fact))
            _record.Append(change);
        else
            Revise(change, kind, source);
    }

    private void Revise(RecordedChange change, RevisionKind? kind, string? source)
    {
        var stretch = _record.Revise(change);
        var statement = StatementOf(change.Fact);
        if (kind is { } moved)
            _revisions.Add(new(moved, change.Event, change.RecordedAt, statement, source));
        if (stretch is not null)
            _revisions.Add(new(RevisionKind.StanceRevised, change.Event, change.RecordedAt, statement, source, stretch));
    }

    private (RevisionKind? Kind, string? Source) Classify(RecordedChange change) => change.Fact switch
    {
        StatementRecorded e => (_record.HasLater(e.Body.SaidOn.Latest) ? RevisionKind.Backfilled : null, null),
        ConditionAssessed e => (_record.HasLater(e.On) ? RevisionKind.Backfilled : null, null),
        MembershipRecorded e => (_record.HasLater(e.From) ? RevisionKind.Backfilled : null, null),
        StatementCorrected => (RevisionKind.Corrected, null),
        StatementRetracted => (RevisionKind.Retracted, null),
        StatementReinstated => (RevisionKind.Reinstated, null),
        ReportAdded e => (RevisionKind.Corroborated, e.Report.Source),
        ReportRetracted e => (RevisionKind.Uncorroborated, _record.SourceOf(e.Statement, e.Number)),
        ReportAssessed e => (RevisionKind.Regraded, _record.SourceOf(e.Statement, e.Number)),
        SourceGraded when _record.Cites(StreamKey.IdOf(change.Stream)) => (RevisionKind.Regraded, StreamKey.IdOf(change.Stream)),
        SourceRegistered or SourceGraded or PartyOpened or PartyRenamed or SuccessionRecorded => (null, null),
        IssueRegistered or NegotiationOpened or RoundAdded => (null, null),
        _ => throw new UnknownEventException(change.Fact),
    };

    // To deny an utterance takes it out of the days before the denial, too.
    private static bool ReachesBack(LedgerEvent fact) => fact is StatementRecorded { Body.Denies: Denies.Utterance };

    private static Guid? StatementOf(LedgerEvent fact) => fact switch
    {
        StatementRecorded e => e.Id,
        StatementAmendment e => e.Statement,
        _ => null,
    };
}
