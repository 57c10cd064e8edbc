using NodaTime;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Audit;

/// <summary>A stance before and after an event; the two are equal where the event changed nothing on its face.</summary>
public sealed record ReplayedStance(string Issue, StanceFace Before, StanceFace After);

/// <summary>Folds one party's history event by event, and that of its blocs, and tells what each did to the party's stances on a day.</summary>
/// <param name="on">The day asked about (UTC, inclusive).</param>
public sealed class PartyReplay(string party, LocalDate on, Policy policy)
{
    private readonly ReplayedRecord _record = new(party);

    // Of the issues whose last event was applied; a fold makes them out of date.
    private readonly Dictionary<string, StanceFace> _faces = new(StringComparer.Ordinal);

    /// <summary>The sources whose grade counts from this event about a statement on, if it never did before.</summary>
    public static IEnumerable<string> SourcesOf(LedgerEvent fact) => fact switch
    {
        StatementRecorded e => e.Body.Reports.Select(report => report.Source),
        ReportAdded e => [e.Report.Source],
        StatementCorrected { Changes.Report.IsGiven: true } e => [e.Changes.Report.Or(null!).Source],
        _ => [],
    };

    /// <summary>Whether what a party says concerns the one that is replayed, by the memberships taken so far.</summary>
    /// <returns>True for the party itself, and for a bloc that on any day speaks, spoke or will speak for it.</returns>
    public bool Hears(string speaker) => _record.Hears(speaker);

    /// <summary>Takes the next event of the party's stream, of a bloc's or of a source's, and answers the stances that it concerns, by issue.</summary>
    /// <exception cref="UnknownEventException">The event is of a type that this fold doesn't know.</exception>
    public IReadOnlyList<ReplayedStance> Apply(string stream, long version, LedgerEvent fact)
    {
        var before = IssuesOf(stream, fact).ToDictionary(issue => issue, Face, StringComparer.Ordinal);
        var shows = Evolve(stream, version, fact);
        return [.. before.Select(x => new ReplayedStance(x.Key, x.Value, _faces[x.Key] = shows ? Derive(x.Key) : x.Value))];
    }

    /// <summary>Takes the next event without deriving anything: for what comes before the part that is asked for.</summary>
    /// <exception cref="UnknownEventException">The event is of a type that this fold doesn't know.</exception>
    public void Fold(string stream, long version, LedgerEvent fact)
    {
        var issues = IssuesOf(stream, fact);
        if (!Evolve(stream, version, fact))
            return;

        foreach (var issue in issues)
            _faces.Remove(issue);
    }

    /// <summary>All that was taken so far of the party on an issue.</summary>
    public Dossier DossierOf(string issue) => _record.Dossier(issue);

    private string[] IssuesOf(string stream, LedgerEvent fact) => fact switch
    {
        StatementRecorded e => Hears(StreamKey.IdOf(stream)) ? [e.Body.Issue] : [],
        StatementAmendment e => Hears(StreamKey.IdOf(stream)) ? [_record.IssueOf(e.Statement)] : [],
        MembershipRecorded e => IsOwn(stream) && (e.SpeaksFor || Hears(e.Bloc)) ? _record.IssuesOfBloc(e.Bloc) : [],
        SourceRegistered or SourceGraded => _record.IssuesCiting(StreamKey.IdOf(stream)),
        PartyOpened or PartyRenamed or SuccessionRecorded => [],
        IssueRegistered or NegotiationOpened or RoundAdded => [],
        _ => throw new UnknownEventException(fact),
    };

    // Whether the event may show on the day asked about.
    private bool Evolve(string stream, long version, LedgerEvent fact)
    {
        switch (fact)
        {
            case StatementRecorded e:
                return Shows(_record.Put(Statement.Recorded(StreamKey.IdOf(stream), version, e)));
            case StatementAmendment e:
                return Shows(_record.Of(e.Statement)) | Shows(_record.Put(_record.Of(e.Statement).Evolve(e)));
            case MembershipRecorded e when IsOwn(stream):
                _record.Put(new Membership(e.Bloc, e.From, e.Until, e.SpeaksFor));
                return true;
            case SourceRegistered e:
                return _record.Grade(e.Id, e.Reliability);
            case SourceGraded e:
                return _record.Grade(StreamKey.IdOf(stream), e.Reliability);
            default:
                return false;
        }
    }

    private bool IsOwn(string stream) => StreamKey.IdOf(stream) == party;

    // What is said wholly after a day doesn't show on it; only a denial of an utterance reaches back.
    private bool Shows(Statement statement) => statement.Body.SaidOn.Earliest <= on || statement.Body.Denies == Denies.Utterance;

    private StanceFace Face(string issue) => _faces.TryGetValue(issue, out var face) ? face : Derive(issue);

    private StanceFace Derive(string issue) => StanceFace.Of(StanceRule.Derive(_record.Dossier(issue), on, policy));
}
