using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What several parties' stances come to together, the worst first.</summary>
public class ReadingAcrossParties
{
    private static readonly ValueList<StandingCondition> OnOpen = [new("a ceasefire", ConditionState.Open)];
    private static readonly ValueList<StandingCondition> OnMet = [new("a ceasefire", ConditionState.Met)];

    [Fact]
    public void Of_nobody_is_unknown() => Is(OverlapKind.Unknown);

    [Theory]
    [InlineData(Outcome.Undeclared)]
    [InlineData(Outcome.Withdrawn)]
    [InlineData(Outcome.Lapsed)]
    [InlineData(Outcome.Ambiguous)]
    [InlineData(Outcome.DeclinesToSay)]
    public void Is_unknown_where_somebody_is_off_the_scale_even_if_somebody_is_contested(Outcome stance) =>
        Is(OverlapKind.Unknown, Party(Outcome.Rejects), Party(stance), Party(Outcome.Contested), Party(Outcome.Accepts));

    [Fact]
    public void Is_contested_where_somebody_contradicts_itself() =>
        Is(OverlapKind.Contested, Party(Outcome.Rejects, Firmness.RedLine), Party(Outcome.Contested), Party(Outcome.Accepts, Firmness.RedLine));

    [Fact]
    public void Is_a_deadlock_where_two_on_opposite_sides_are_both_committed() => Is(
        OverlapKind.Deadlock, Party(Outcome.LeansAgainst, Firmness.Committed), Party(Outcome.Open), Party(Outcome.Accepts, Firmness.RedLine));

    [Fact]
    public void Is_a_gap_where_only_one_of_them_is_committed() => Is(
        OverlapKind.Gap, Party(Outcome.Rejects, Firmness.RedLine), Party(Outcome.Rejects, Firmness.Committed), Party(Outcome.LeansFor, Firmness.Stated));

    [Fact]
    public void Is_a_gap_where_one_of_them_put_it_with_no_firmness() =>
        Is(OverlapKind.Gap, Party(Outcome.Rejects), Party(Outcome.Open), Party(Outcome.Accepts, Firmness.RedLine));

    [Fact]
    public void Is_a_declared_rejection_where_all_are_against() =>
        Is(OverlapKind.DeclaredRejection, Party(Outcome.LeansAgainst), Party(Outcome.Rejects));

    [Theory]
    [InlineData(Outcome.Rejects)]
    [InlineData(Outcome.Accepts)]
    [InlineData(Outcome.Open)]
    public void Is_open_where_somebody_is_and_nobody_opposes_another(Outcome stance) => Is(OverlapKind.Open, Party(Outcome.Open), Party(stance));

    [Fact]
    public void Is_conditional_where_all_are_in_favour_and_a_condition_is_open() =>
        Is(OverlapKind.Conditional, Party(Outcome.Accepts), Party(Outcome.LeansFor) with { Conditions = OnOpen });

    [Fact]
    public void Is_a_declared_overlap_where_all_are_in_favour_and_every_condition_is_met() =>
        Is(OverlapKind.DeclaredOverlap, Party(Outcome.Accepts), Party(Outcome.LeansFor) with { Conditions = OnMet });

    [Fact]
    public void Tells_how_far_apart_every_two_are_in_quarters_of_the_scale()
    {
        var overlap = Overlap.Of(
            [new("a", Outcome.Rejects, null, []), new("b", Outcome.LeansFor, null, []), new("c", Outcome.Lapsed, null, []), new("d", Outcome.Accepts, null, [])]);

        Assert.Equal(
            [new("a", "b", 0.75m), new("a", "c", null), new("a", "d", 1m), new("b", "c", null), new("b", "d", 0.25m), new("c", "d", null)],
            overlap.Pairs);
        Assert.Equal(1m, overlap.Largest);
    }

    [Fact]
    public void Tells_no_largest_where_no_two_are_on_the_scale() =>
        Assert.Null(Overlap.Of([Party(Outcome.Rejects), Party(Outcome.Undeclared)]).Largest);

    [Fact]
    public void Reads_what_an_answer_says()
    {
        var answer = Say.Ask("2025-02-01", Say.That(Stance.Accepts, "2025-01-01").Firmly(Firmness.Stated).If("a ceasefire"));

        Assert.Equal(new PartyStance("party", Outcome.Accepts, Firmness.Stated, OnOpen), PartyStance.Of("party", answer));
    }

    private static PartyStance Party(Outcome stance, Firmness? firmness = null) => new("party", stance, firmness, []);

    private static void Is(OverlapKind kind, params PartyStance[] parties) => Assert.Equal(kind, Overlap.Of(parties).Kind);
}
