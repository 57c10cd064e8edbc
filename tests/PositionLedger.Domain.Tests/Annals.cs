using CsCheck;
using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Domain.Tests.Stances;

namespace PositionLedger.Domain.Tests;

/// <summary>An event in its place.</summary>
internal sealed record Fact(string Stream, long Version, LedgerEvent Event);

/// <summary>A random ledger event by event: a party and two blocs speak on two issues, and recorders amend and regrade. And a question.</summary>
internal sealed class Annals
{
    public const string Party = "party";

    public static readonly string[] Issues = ["another", "issue"];

    private readonly Dictionary<string, long> _versions = [];
    private readonly List<Guid> _recorded = [];

    private Annals(IEnumerable<Entry> entries, LocalDate on, Policy policy)
    {
        (On, Policy) = (on, policy);
        foreach (var (source, grade) in Say.Grades)
            Append(StreamKey.Source(source), new SourceRegistered(source, source, null, grade));
        foreach (var id in (string[])[Party, "union", "league"])
            Append(StreamKey.Party(id), new PartyOpened(id, id, PartyKind.State, []));
        foreach (var issue in Issues)
            Append(StreamKey.Issue(issue), new IssueRegistered(issue, "talks", "Title", "Proposition", null));
        foreach (var entry in entries)
            Append(entry);
    }

    public static Gen<Annals> Any { get; } = Gen.Select(
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 59], Gen.OneOf(Party, "union", "league"), Gen.OneOf("issue", "issue", "another"), Histories.Drafts,
            Histories.Days, (what, place, whose, issue, draft, day) => new Entry(what, place, whose, issue, draft, day)).Array[4, 14],
        Histories.Days, Histories.Policies, (entries, on, policy) => new Annals(entries, on, policy));

    public LocalDate On { get; }

    public Policy Policy { get; }

    public List<Fact> Facts { get; } = [];

    /// <summary>The ledger at every size, from none on.</summary>
    public List<Ledger> Ledgers { get; } = [new(Recorder.Today)];

    public StanceAnswer Stance(Ledger ledger, string issue) => StanceRule.Derive(Known(ledger, issue), On, Policy);

    public StanceFace Face(int size, string issue) => StanceFace.Of(Stance(Ledgers[size], issue));

    public override string ToString() => $"on {On:uuuu-MM-dd} by {Policy.Id}:\n{string.Join('\n', Facts.Skip(Say.Grades.Count + 5))}";

    private Dossier Known(Ledger ledger, string issue)
    {
        var known = ledger.Statements.Values.Where(said => said.Body.Issue == issue).ToLookup(said => said.Party == Party);
        return new([.. known[true]], ledger.Sources.ToDictionary(source => source.Key, source => source.Value.Reliability))
        {
            OfBlocs = [.. known[false].Select(said => said with { Order = _recorded.IndexOf(said.Id) })],
            Memberships = ledger.MembershipsOf(Party),
        };
    }

    private void Append(Entry entry)
    {
        var said = Ledgers[^1].Statements.Values.Where(said => said.Party == entry.Whose).OrderBy(said => said.Order).ToList();
        if (entry.What is >= 6 and <= 11 && said.Count > 0)
            Append(StreamKey.Party(entry.Whose), entry.Amendment(said[entry.Place % said.Count]));
        else if (entry.What <= 11)
            Record(entry, said);
        else if (entry.What == 12)
            Append(StreamKey.Source(entry.Draft.Body.Reports[0].Source), new SourceGraded((Reliability)(entry.Place % 6), "looked again"));
        else if (entry.What == 13)
            Append(StreamKey.Party(entry.Whose), new PartyRenamed("Another name", []));
        else
            Append(StreamKey.Party(entry.Place % 10 == 0 ? "league" : Party), entry.Membership());
    }

    private void Record(Entry entry, List<Statement> said)
    {
        var target = entry.Draft.Body.Kind.IsAct && said.Count > 0 ? said[entry.Place % said.Count] : null;
        var id = new Guid(_recorded.Count + 1, 0, 0, new byte[8]);
        _recorded.Add(id);
        Append(StreamKey.Party(entry.Whose), new StatementRecorded(id, null, entry.Draft.Body with
        {
            Issue = target?.Body.Issue ?? entry.Issue,
            RefersTo = target?.Id,
        }));
    }

    private void Append(string stream, LedgerEvent fact)
    {
        var version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        Facts.Add(new(stream, version, fact));
        Ledgers.Add(Ledgers[^1].Evolve(stream, version, fact));
    }

    /// <summary>One more thing that is recorded; the numbers choose what, and about what.</summary>
    private sealed record Entry(int What, int Place, string Whose, string Issue, Draft Draft, LocalDate Day)
    {
        public StatementAmendment Amendment(Statement said) => What switch
        {
            6 or 7 => new StatementCorrected(said.Id, Draft.Body.AsChanges() with { Conditions = default }, "a slip"),
            8 when said.Retracted => new StatementReinstated(said.Id, "quoted well"),
            8 => new StatementRetracted(said.Id, "misquoted"),
            9 => new ReportAdded(said.Id, said.Body.Reports.Count + 1, Draft.Body.Reports[0]),
            10 when Place % 2 == 0 => new ReportRetracted(said.Id, 1, "of another day"),
            11 when said.Body.Conditions.Count > 0 => new ConditionAssessed(said.Id, 1, (ConditionState)(Place % 3), Day, "seen"),
            _ => new ReportAssessed(said.Id, 1, Draft.Body.Reports[0].Credibility, "looked again"),
        };

        public MembershipRecorded Membership() => new(
            Place % 2 == 0 ? "union" : "league", Histories.Start.PlusDays(Place % 3 * 3), Place % 4 == 0 ? Histories.Start.PlusDays(Place) : null, Place % 5 > 0);
    }
}
