using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What a party's blocs do to its stances, event by event.</summary>
public class ReplayingItsBlocs
{
    private readonly PartyReplay _replay = new("party", Day("2025-03-10"), Policy.AuthorityFirst);
    private readonly Dictionary<string, long> _versions = [];

    [Fact]
    public void A_membership_lets_count_what_the_bloc_had_said_on_every_issue()
    {
        Says("union", That(Stance.Accepts, "2025-03-05"));
        Says("union", That(Stance.Open, "2025-03-05").With(body => body with { Issue = "another" }));
        Says("league", That(Stance.Open, "2025-03-05").With(body => body with { Issue = "a third" }));

        var changes = Joins("union");

        Assert.Equal([("another", Outcome.Undeclared, Outcome.Open), ("issue", Outcome.Undeclared, Outcome.Accepts)], Told(changes));
        Assert.All(changes, change => Assert.Equal([StanceFlag.ViaBloc], change.After.Flags));
    }

    [Fact]
    public void A_membership_that_is_found_to_have_ended_takes_it_away_again()
    {
        Says("union", That(Stance.Accepts, "2025-03-05"));
        Joins("union");

        Assert.Equal([("issue", Outcome.Accepts, Outcome.Undeclared)], Told(Joins("union", until: "2025-03-09")));
        Assert.True(_replay.Hears("union"));
    }

    [Fact]
    public void A_membership_that_no_longer_lets_the_bloc_speak_takes_it_away_too()
    {
        Says("union", That(Stance.Accepts, "2025-03-05"));
        Joins("union");

        Assert.Equal([("issue", Outcome.Accepts, Outcome.Undeclared)], Told(Joins("union", speaksFor: false)));
        Assert.False(_replay.Hears("union"));
        Assert.Empty(Says("union", That(Stance.Open, "2025-03-06")));
    }

    [Fact]
    public void A_bloc_that_does_not_speak_concerns_nobody()
    {
        Says("union", That(Stance.Accepts, "2025-03-05"));

        Assert.Empty(Joins("union", speaksFor: false));
        Assert.Empty(Says("union", That(Stance.Open, "2025-03-06")));
        Assert.Empty(Graded("B", Reliability.E));
    }

    [Fact]
    public void What_a_bloc_says_and_what_becomes_of_that_is_told_of_the_member()
    {
        Joins("union");
        var said = That(Stance.Accepts, "2025-03-05");

        Assert.Equal([("issue", Outcome.Undeclared, Outcome.Accepts)], Told(Says("union", said)));
        Assert.Equal([("issue", Outcome.Accepts, Outcome.Open)],
            Told(Apply("party/union", new StatementCorrected(said.Id, new() { Stance = Stance.Open }, "a slip"))));
        Assert.Equal([("issue", Outcome.Open, Outcome.Undeclared)], Told(Apply("party/union", new StatementRetracted(said.Id, "wrong"))));
    }

    [Fact]
    public void A_grade_of_a_source_that_only_a_bloc_cites_is_told_of_the_member()
    {
        Joins("union");
        Says("union", That(Stance.Accepts, "2025-03-05"));

        Assert.Equal([("issue", Outcome.Accepts, Outcome.Undeclared)], Told(Graded("B", Reliability.E)));
    }

    [Fact]
    public void Of_equal_words_of_two_blocs_the_one_recorded_first_governs()
    {
        var (first, second) = (That(Stance.Accepts, "2025-03-05"), That(Stance.Accepts, "2025-03-05"));
        Joins("league");
        Joins("union");
        Says("union", That(null, "2025-03-01").As(StatementKind.Meeting));
        Says("union", first);

        Assert.Equal(first.Id, Assert.Single(Says("league", second)).After.GovernedBy);
    }

    [Fact]
    public void What_a_bloc_is_a_member_of_is_no_membership_of_the_party()
    {
        Says("league", That(Stance.Accepts, "2025-03-05"));

        Assert.Empty(Apply("party/union", new MembershipRecorded("league", Day("2025-03-01"), null, SpeaksFor: true)));
        Assert.False(_replay.Hears("league"));
        Assert.Empty(Says("league", That(Stance.Open, "2025-03-06")));
    }

    [Fact]
    public void An_uncertain_day_shows_on_the_face()
    {
        Joins("union");

        var change = Assert.Single(Says("union", That(Stance.Accepts, "2025-03-05/2025-03-20")));

        Assert.Equal((Outcome.Undeclared, Certainty.Certain), (change.Before.Stance, change.Before.Certainty));
        Assert.Equal((Outcome.Undeclared, Certainty.Uncertain), (change.After.Stance, change.After.Certainty));
        Assert.Equal([Outcome.Accepts, Outcome.Undeclared], change.After.Possible);
    }

    private static IEnumerable<(string, Outcome, Outcome)> Told(IEnumerable<ReplayedStance> changes) =>
        changes.Select(change => (change.Issue, change.Before.Stance, change.After.Stance));

    private IReadOnlyList<ReplayedStance> Joins(string bloc, string? until = null, bool speaksFor = true) =>
        Apply("party/party", new MembershipRecorded(bloc, Day("2025-03-01"), until is null ? null : Day(until), speaksFor));

    private IReadOnlyList<ReplayedStance> Says(string party, Statement said) =>
        Apply(StreamKey.Party(party), new StatementRecorded(said.Id, null, said.Body));

    private IReadOnlyList<ReplayedStance> Graded(string source, Reliability grade) =>
        Apply(StreamKey.Source(source), new SourceGraded(grade, "looked again"));

    private IReadOnlyList<ReplayedStance> Apply(string stream, LedgerEvent fact) =>
        _replay.Apply(stream, _versions[stream] = _versions.GetValueOrDefault(stream) + 1, fact);
}
