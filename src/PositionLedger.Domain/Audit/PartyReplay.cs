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

/// <summary>Folds one party's history event by event and tells what each did to the stances on a day.</summary>
/// <param name="on">The day asked about (UTC, inclusive).</param>
public sealed class PartyReplay(string party, LocalDate on, Policy policy)
{
    private readonly Dictionary<string, Dictionary<Guid, Statement>> _issues = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _issueOf = [];
    private readonly Dictionary<string, Reliability> _grades = new(StringComparer.Ordinal);

    // Of the issues whose last event was applied; a fold makes them out of date.
    private readonly Dictionary<string, StanceFace> _faces = new(StringComparer.Ordinal);

    /// <summary>The sources whose grade counts from this event of a party's on, if it never did before.</summary>
    public static IEnumerable<string> SourcesOf(LedgerEvent fact) => fact switch
    {
        StatementRecorded e => e.Body.Reports.Select(report => report.Source),
        ReportAdded e => [e.Report.Source],
        StatementCorrected { Changes.Report.IsGiven: true } e => [e.Changes.Report.Or(null!).Source],
        _ => [],
    };

    /// <summary>Takes the next event of the party's stream, or of a source's, and answers the stances that it concerns, by issue.</summary>
    /// <exception cref="UnknownEventException">The event is of a type that this fold doesn't know.</exception>
    public IReadOnlyList<ReplayedStance> Apply(string stream, long version, LedgerEvent fact)
    {
        var before = IssuesOf(stream, fact).ToDictionary(issue => issue, Face, StringComparer.Ordinal);
        Evolve(stream, version, fact);
        return [.. before.Select(x => new ReplayedStance(x.Key, x.Value, _faces[x.Key] = Derive(x.Key)))];
    }

    /// <summary>Takes the next event without deriving anything: for what comes before the part that is asked for.</summary>
    /// <exception cref="UnknownEventException">The event is of a type that this fold doesn't know.</exception>
    public void Fold(string stream, long version, LedgerEvent fact)
    {
        foreach (var issue in IssuesOf(stream, fact))
            _faces.Remove(issue);
        Evolve(stream, version, fact);
    }

    private string[] IssuesOf(string stream, LedgerEvent fact) => fact switch
    {
        StatementRecorded e => [e.Body.Issue],
        StatementAmendment e => [_issueOf[e.Statement]],
        SourceRegistered or SourceGraded => Citing(StreamKey.IdOf(stream)),
        PartyOpened or PartyRenamed or MembershipRecorded or SuccessionRecorded => [],
        IssueRegistered or NegotiationOpened or RoundAdded => [],
        _ => throw new UnknownEventException(fact),
    };

    private string[] Citing(string source) =>
    [
        .. _issues.Where(issue => issue.Value.Values.Any(s => s.Body.Reports.Any(report => report.Source == source)))
            .Select(issue => issue.Key).Order(StringComparer.Ordinal),
    ];

    private void Evolve(string stream, long version, LedgerEvent fact)
    {
        switch (fact)
        {
            case StatementRecorded e:
                Put(Statement.Recorded(party, version, e));
                break;
            case StatementAmendment e:
                Put(_issues[_issueOf[e.Statement]][e.Statement].Evolve(e));
                break;
            case SourceRegistered e:
                _grades[e.Id] = e.Reliability;
                break;
            case SourceGraded e:
                _grades[StreamKey.IdOf(stream)] = e.Reliability;
                break;
        }
    }

    private void Put(Statement statement)
    {
        var issue = _issueOf[statement.Id] = statement.Body.Issue;
        if (!_issues.TryGetValue(issue, out var statements))
            _issues.Add(issue, statements = []);
        statements[statement.Id] = statement;
    }

    private StanceFace Face(string issue) => _faces.TryGetValue(issue, out var face) ? face : Derive(issue);

    private StanceFace Derive(string issue) => StanceFace.Of(
        StanceRule.Derive(_issues.TryGetValue(issue, out var statements) ? statements.Values : [], _grades, on, policy));
}
