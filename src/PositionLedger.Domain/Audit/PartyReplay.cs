using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Audit;

/// <summary>What a stance looks like from outside, for comparing it before and after an event.</summary>
public sealed record StanceFace(Outcome Stance, Firmness? Firmness, Confidence? Confidence, Guid? GovernedBy)
{
    public static StanceFace Of(StanceAnswer answer) => new(answer.Stance, answer.Firmness, answer.Confidence, answer.GovernedBy);
}

/// <summary>A stance before and after an event; the two are equal where the event changed nothing on the face.</summary>
public sealed record ReplayedStance(string Issue, StanceFace Before, StanceFace After);

/// <summary>Folds one party's history event by event and tells what each did to the stances on a day.</summary>
/// <param name="on">The day asked about (UTC, inclusive).</param>
public sealed class PartyReplay(string party, LocalDate on, Policy policy)
{
    private readonly Dictionary<string, Dictionary<Guid, Statement>> _issues = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _issueOf = [];
    private readonly Dictionary<string, Reliability> _grades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StanceFace> _faces = new(StringComparer.Ordinal);

    /// <summary>The statements on an issue as the events so far left them.</summary>
    public IReadOnlyCollection<Statement> StatementsOn(string issue) => _issues.TryGetValue(issue, out var found) ? found.Values : [];

    /// <summary>Takes the next event of the party's stream, or of a source's, and answers the stances that it concerns, by issue.</summary>
    /// <exception cref="UnknownEventException">The event is of a type that this fold doesn't know.</exception>
    public IReadOnlyList<ReplayedStance> Apply(string stream, long version, LedgerEvent fact) =>
        [.. Touched(stream, version, fact).Select(Compare)];

    private string[] Touched(string stream, long version, LedgerEvent fact) => fact switch
    {
        StatementRecorded e => Put(Statement.Recorded(party, version, e)),
        StatementAmendment e => Put(_issues[_issueOf[e.Statement]][e.Statement].Evolve(e)),
        SourceRegistered e => Grade(e.Id, e.Reliability),
        SourceGraded e => Grade(StreamKey.IdOf(stream), e.Reliability),
        Parties.PartyOpened or Parties.PartyRenamed or Issues.IssueRegistered => [],
        _ => throw new UnknownEventException(fact),
    };

    private string[] Put(Statement statement)
    {
        var issue = statement.Body.Issue;
        if (!_issues.TryGetValue(issue, out var statements))
            _issues.Add(issue, statements = []);
        statements[statement.Id] = statement;
        _issueOf[statement.Id] = issue;
        return [issue];
    }

    private string[] Grade(string source, Reliability reliability)
    {
        _grades[source] = reliability;
        return [.. _issues.Where(issue => issue.Value.Values.Any(s => s.Body.Reports.Any(r => r.Source == source))).Select(issue => issue.Key)
            .Order(StringComparer.Ordinal)];
    }

    private ReplayedStance Compare(string issue)
    {
        var before = _faces.GetValueOrDefault(issue) ?? new(Outcome.Undeclared, null, null, null);
        var after = StanceFace.Of(StanceRule.Derive(_issues[issue].Values, _grades, on, policy));
        _faces[issue] = after;
        return new(issue, before, after);
    }
}
