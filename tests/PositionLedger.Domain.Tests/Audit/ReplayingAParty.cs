using System.Runtime.CompilerServices;
using NodaTime;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Domain.Tests.Stances;

namespace PositionLedger.Domain.Tests.Audit;

public class ReplayingAParty
{
    private static readonly LocalDate On = new(2025, 8, 9);
    private static readonly Guid Id = Desk.NewId();

    private readonly PartyReplay _replay = NewReplay();
    private long _version;

    public static TheoryData<Type> Events => Architecture.Events;

    [Fact]
    public void Tells_every_change_on_a_stances_face_also_one_of_its_conditions_alone()
    {
        Apply(new StatementRecorded(Id, null, Desk.NoLand with { Conditions = [new("a ceasefire", ConditionState.Open, null)] }));

        var change = Assert.Single(Apply(new ConditionAssessed(Id, 1, ConditionState.Met, On, "it holds")));

        Assert.Equal((ConditionState.Open, ConditionState.Met), (change.Before.Conditions[0].State, change.After.Conditions[0].State));
        Assert.Equal((Outcome.Rejects, change.Before.GovernedBy), (change.After.Stance, change.After.GovernedBy));
    }

    [Fact]
    public void Tells_what_a_grade_does_to_every_issue_that_the_source_reports_on()
    {
        _replay.Apply("source/rt", 1, new SourceRegistered("rt", "RT", null, Reliability.B));
        Apply(new StatementRecorded(Id, null, Desk.NoLand));
        Apply(new StatementRecorded(Desk.NewId(), null, Desk.NoLand with { Issue = "ceasefire-now" }));
        Apply(new StatementRecorded(Desk.NewId(), null, Desk.NoLand with { Issue = "another", Reports = [Desk.Report("reuters")] }));

        var changes = _replay.Apply("source/rt", 2, new SourceGraded(Reliability.E, "made up"));

        Assert.Equal([("ceasefire-now", Outcome.Rejects, Outcome.Undeclared), ("cede-territory", Outcome.Rejects, Outcome.Undeclared)],
            changes.Select(change => (change.Issue, change.Before.Stance, change.After.Stance)));
    }

    [Fact]
    public void Says_from_which_event_on_a_source_counts()
    {
        Assert.Equal(["rt"], PartyReplay.SourcesOf(new StatementRecorded(Id, null, Desk.NoLand)));
        Assert.Equal(["reuters"], PartyReplay.SourcesOf(new ReportAdded(Id, 2, Desk.Report("reuters"))));
        Assert.Equal(["reuters"], PartyReplay.SourcesOf(new StatementCorrected(Id, new() { Report = Desk.Report("reuters") }, "x")));
        Assert.Empty(PartyReplay.SourcesOf(new StatementCorrected(Id, new() { Stance = Stance.Open }, "x")));
        Assert.Empty(PartyReplay.SourcesOf(new StatementRetracted(Id, "x")));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Knows_every_event(Type type)
    {
        var fact = (LedgerEvent)RuntimeHelpers.GetUninitializedObject(type);

        // The event is empty, so that a replay that knows it may well fail; it only mustn't say that it doesn't know it.
        Assert.IsNotType<UnknownEventException>(Xunit.Record.Exception(() => _replay.Apply("party/ukraine", 1, fact)));
    }

    [Fact]
    public void Stops_at_an_event_that_it_does_not_know()
    {
        Assert.Throws<UnknownEventException>(() => _replay.Apply("party/ukraine", 1, new Unheard()));
        Assert.Throws<UnknownEventException>(() => _replay.Fold("party/ukraine", 1, new Unheard()));
    }

    [Fact]
    public void Is_not_concerned_by_what_a_party_is_called_or_what_came_after_it()
    {
        Apply(new StatementRecorded(Id, null, Desk.NoLand));

        Assert.Empty(Apply(new PartyRenamed("Another name", [])));
        Assert.Empty(Apply(new SuccessionRecorded("another", SuccessionKind.Replaced, On)));
    }

    private static PartyReplay NewReplay()
    {
        var replay = new PartyReplay("party", On, Policy.AuthorityFirst);
        foreach (var (source, grade) in Say.Grades)
            replay.Apply($"source/{source}", 1, new SourceRegistered(source, source, null, grade));
        return replay;
    }

    private IReadOnlyList<ReplayedStance> Apply(LedgerEvent fact) => _replay.Apply("party/party", ++_version, fact);

    private sealed record Unheard : LedgerEvent;
}
