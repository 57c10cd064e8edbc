using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Audit;

/// <summary>What a replay has taken so far of a party, of its blocs and of their sources.</summary>
internal sealed class ReplayedRecord(string party)
{
    private readonly Dictionary<string, OnIssue> _issues = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _issueOf = [];
    private readonly Dictionary<string, Reliability> _grades = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal) { party };
    private ValueList<Membership> _memberships = [];

    public bool Hears(string speaker) => _heard.Contains(speaker);

    public string IssueOf(Guid statement) => _issueOf[statement];

    public Statement Of(Guid statement) => _issues[_issueOf[statement]].Of(statement);

    /// <summary>The issues on which a bloc is on record, by id.</summary>
    public string[] IssuesOfBloc(string bloc) => IssuesWith(statement => statement.Party == bloc, issue => issue.OfBlocs);

    /// <summary>The issues on which somebody who is heard was reported by a source, by id.</summary>
    public string[] IssuesCiting(string source) => IssuesWith(
        statement => Hears(statement.Party) && statement.Body.Reports.Any(report => report.Source == source), issue => issue.All);

    /// <summary>Takes a statement as it stands now, and answers it.</summary>
    public Statement Put(Statement statement)
    {
        var issue = _issueOf[statement.Id] = statement.Body.Issue;
        if (!_issues.TryGetValue(issue, out var onIssue))
            _issues.Add(issue, onIssue = new());
        if (statement.Party == party)
            onIssue.Own[statement.Id] = statement;
        else
            onIssue.PutOfBloc(statement, _issueOf.Count);
        return statement;
    }

    public void Put(Membership membership)
    {
        _memberships = Membership.Put(_memberships, membership);
        _heard.Clear();
        _heard.Add(party);
        _heard.UnionWith(_memberships.Where(recorded => recorded.SpeaksFor).Select(recorded => recorded.Bloc));
    }

    /// <returns>Whether it is another grade than before.</returns>
    public bool Grade(string source, Reliability grade)
    {
        var isAnother = !_grades.TryGetValue(source, out var known) || known != grade;
        _grades[source] = grade;
        return isAnother;
    }

    public Dossier Dossier(string issue) => _issues.TryGetValue(issue, out var onIssue)
        ? new(onIssue.Own.Values, _grades) { OfBlocs = onIssue.OfBlocs, Memberships = _memberships }
        : new([], _grades);

    private string[] IssuesWith(Predicate<Statement> some, Func<OnIssue, IEnumerable<Statement>> of) =>
        [.. _issues.Where(issue => of(issue.Value).Any(statement => some(statement))).Select(issue => issue.Key).Order(StringComparer.Ordinal)];

    private sealed class OnIssue
    {
        private readonly Dictionary<Guid, Statement> _ofBlocs = [];

        public Dictionary<Guid, Statement> Own { get; } = [];

        public IReadOnlyCollection<Statement> OfBlocs => _ofBlocs.Values;

        public IEnumerable<Statement> All => Own.Values.Concat(OfBlocs);

        public Statement Of(Guid id) => Own.TryGetValue(id, out var own) ? own : _ofBlocs[id];

        /// <param name="place">In the order of the replay: versions of different streams can't be compared.</param>
        public void PutOfBloc(Statement statement, int place) =>
            _ofBlocs[statement.Id] = statement with { Order = _ofBlocs.TryGetValue(statement.Id, out var known) ? known.Order : place };
    }
}
