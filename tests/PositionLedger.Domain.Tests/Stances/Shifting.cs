using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>How a party moved: an example of every kind of shift, the first that holds.</summary>
public class Shifting
{
    private static readonly Statement Accepts = That(Stance.Accepts, "2025-01-01").Firmly(Firmness.Stated);
    private static readonly Statement Rejects = That(Stance.Rejects, "2025-01-01").Firmly(Firmness.Stated);

    [Fact]
    public void First_stated_where_nothing_was_before() =>
        Is(ShiftKind.FirstStated, ShiftDirection.None, "said for the first time: rejects, red line", Rejects.Firmly(Firmness.RedLine));

    [Theory]
    [InlineData(Stance.Accepts, Firmness.Floated, "accepts, floated")]
    [InlineData(Stance.LeansFor, Firmness.Stated, "leans for, stated")]
    [InlineData(Stance.Open, Firmness.Committed, "open, committed")]
    [InlineData(Stance.LeansAgainst, Firmness.RedLine, "leans against, red line")]
    [InlineData(Stance.Ambiguous, null, "ambiguous")]
    public void First_stated_in_words(Stance stance, Firmness? firmness, string words)
    {
        var said = That(stance, "2025-01-01").With(body => body with { Firmness = firmness });

        Is(ShiftKind.FirstStated, ShiftDirection.None, $"said for the first time: {words}", said);
        Is(ShiftKind.FirstStated, ShiftDirection.None, $"said for the first time: {words}, on conditions", said.If("a ceasefire"));
    }

    [Fact]
    public void First_stated_is_also_what_takes_no_side() => Is(
        ShiftKind.FirstStated, ShiftDirection.None, "said for the first time: declines to say",
        That(null, "2025-01-01").As(StatementKind.NoComment));

    [Fact]
    public void Withdrawn() => Is(ShiftKind.Withdrawn, ShiftDirection.None, "withdrew its position; before: accepts, stated",
        Accepts, Act(StatementKind.Withdrawal, Accepts, "2025-02-01"));

    [Fact]
    public void Lapsed_the_day_after_the_last_one()
    {
        var shift = Is(ShiftKind.Lapsed, ShiftDirection.None, "its position ran out; before: accepts, stated", Accepts.Until("2025-01-31"));

        Assert.Equal((Day("2025-02-01"), Accepts.Id), (shift.On, shift.Statement!.Value));
    }

    [Fact]
    public void Contested_by_equal_voices() => Is(
        ShiftKind.Contested, ShiftDirection.None, "equal voices contradict each other; before: accepts, stated",
        Accepts, That(Stance.Accepts, "2025-02-01"), That(Stance.Open, "2025-02-01"));

    [Fact]
    public void Walked_back_though_it_also_reverses() => Is(
        ShiftKind.WalkedBack, ShiftDirection.TowardsRejection, "walked back; moved towards rejection by 4; less firm",
        Accepts, Act(StatementKind.WalkBack, Accepts, "2025-02-01", Stance.Rejects));

    [Fact]
    public void Walked_back_off_the_scale() => Is(
        ShiftKind.WalkedBack, ShiftDirection.None, "walked back; now ambiguous; before: accepts, stated",
        Accepts, Act(StatementKind.WalkBack, Accepts, "2025-02-01", Stance.Ambiguous));

    [Fact]
    public void Walked_back_onto_the_scale()
    {
        var ambiguous = That(Stance.Ambiguous, "2025-01-01");

        Is(ShiftKind.WalkedBack, ShiftDirection.None, "walked back; now leans against; before: ambiguous",
            ambiguous, Act(StatementKind.WalkBack, ambiguous, "2025-02-01", Stance.LeansAgainst));
    }

    [Fact]
    public void A_condition_of_a_walk_back_that_is_met_later_walks_nothing_back() => Is(
        ShiftKind.ConditionDropped, ShiftDirection.None, "1 condition met",
        Accepts, Act(StatementKind.WalkBack, Accepts, "2025-02-01", Stance.Open).If("a ceasefire", null, From("2025-03-01", ConditionState.Met)));

    [Fact]
    public void Disowned_where_a_denied_content_leaves_nothing()
    {
        var shift = Is(ShiftKind.Disowned, ShiftDirection.None, "nothing stands any more; before: accepts, stated",
            Accepts, Denial(Accepts, Denies.Content, "2025-02-01"));

        Assert.Null(shift.Statement);
    }

    [Fact]
    public void Left_the_scale() => Is(ShiftKind.LeftScale, ShiftDirection.None, "now ambiguous; before: accepts, stated",
        Accepts, Denial(Accepts, Denies.Content, "2025-02-01", Stance.Ambiguous));

    [Fact]
    public void Left_the_scale_from_one_reticence_to_another() => Is(
        ShiftKind.LeftScale, ShiftDirection.None, "now declines to say; before: ambiguous",
        That(Stance.Ambiguous, "2025-01-01"), That(Stance.DeclinesToSay, "2025-02-01"));

    [Fact]
    public void Restated_after_a_lapse() => Is(ShiftKind.Restated, ShiftDirection.None, "takes a place again: open; before: lapsed",
        Accepts.Until("2025-01-31"), That(Stance.Open, "2025-03-01"));

    [Fact]
    public void Restated_after_everything_was_disowned_and_not_stated_first() => Is(
        ShiftKind.Restated, ShiftDirection.None, "takes a place again: open; before: undeclared",
        Accepts, Denial(Accepts, Denies.Content, "2025-02-01"), That(Stance.Open, "2025-03-01"));

    [Fact]
    public void Reversed() => Is(ShiftKind.Reversed, ShiftDirection.TowardsAcceptance, "moved towards acceptance by 3",
        Rejects, That(Stance.LeansFor, "2025-02-01").Firmly(Firmness.Stated));

    [Fact]
    public void Took_a_side() => Is(ShiftKind.TookSide, ShiftDirection.TowardsRejection, "moved towards rejection by 1",
        That(Stance.Open, "2025-01-01"), That(Stance.LeansAgainst, "2025-02-01"));

    [Fact]
    public void Opened() => Is(ShiftKind.Opened, ShiftDirection.TowardsAcceptance, "moved towards acceptance by 2; less firm",
        Rejects, That(Stance.Open, "2025-02-01"));

    [Fact]
    public void Added_a_condition() => Is(ShiftKind.ConditionAdded, ShiftDirection.None, "1 condition more open",
        Accepts, That(Stance.Accepts, "2025-02-01").Firmly(Firmness.Stated).If("a ceasefire"));

    [Fact]
    public void Put_one_condition_in_another_ones_place() => Is(
        ShiftKind.ConditionAdded, ShiftDirection.None, "1 condition more open; 1 condition dropped",
        That(Stance.Accepts, "2025-01-01").If("a ceasefire"), That(Stance.Accepts, "2025-02-01").If("guarantees"));

    [Fact]
    public void Dropped_conditions() => Is(ShiftKind.ConditionDropped, ShiftDirection.None, "2 conditions dropped",
        That(Stance.Accepts, "2025-01-01").If("a ceasefire").If("guarantees"), That(Stance.Accepts, "2025-02-01"));

    [Fact]
    public void A_condition_that_failed_and_left_the_stance_as_it_is() => Is(
        ShiftKind.ConditionDropped, ShiftDirection.None, "1 condition failed",
        That(Stance.Open, "2025-01-01").If("a ceasefire", null, From("2025-02-01", ConditionState.Failed)));

    [Fact]
    public void Hardened_on_the_side_it_took_first() => Is(
        ShiftKind.Hardened, ShiftDirection.TowardsRejection, "moved towards rejection by 1; less firm",
        That(Stance.LeansAgainst, "2025-01-01").Firmly(Firmness.RedLine), That(Stance.Rejects, "2025-02-01").Firmly(Firmness.Floated));

    [Fact]
    public void Hardened_by_firmness_alone() => Is(ShiftKind.Hardened, ShiftDirection.None, "firmer",
        Rejects, That(Stance.Rejects, "2025-02-01").Firmly(Firmness.RedLine));

    [Fact]
    public void Softened_by_firmness_alone() => Is(ShiftKind.Softened, ShiftDirection.None, "less firm",
        Accepts, That(Stance.Accepts, "2025-02-01"));

    [Fact]
    public void Softened_where_a_party_that_rejected_at_first_goes_further_in_accepting() => Is(
        ShiftKind.Softened, ShiftDirection.TowardsAcceptance, "moved towards acceptance by 1",
        That(Stance.Rejects, "2025-01-01"), That(Stance.LeansFor, "2025-02-01"), That(Stance.Accepts, "2025-03-01"));

    [Fact]
    public void Softened_where_a_party_took_no_place_before_it_rejected() => Is(
        ShiftKind.Softened, ShiftDirection.TowardsAcceptance, "moved towards acceptance by 1",
        That(Stance.Ambiguous, "2025-01-01"), That(Stance.Rejects, "2025-02-01"), That(Stance.LeansAgainst, "2025-03-01"));

    [Fact]
    public void Reaffirmed_by_another_statement() => Is(ShiftKind.Reaffirmed, ShiftDirection.None, "said again: rejects, stated",
        Rejects, That(Stance.Rejects, "2025-02-01").Firmly(Firmness.Stated));

    [Fact]
    public void Reaffirmed_on_the_same_conditions() => Is(ShiftKind.Reaffirmed, ShiftDirection.None, "said again: accepts, on conditions",
        That(Stance.Accepts, "2025-01-01").If("a ceasefire"), That(Stance.Accepts, "2025-02-01").If("a ceasefire"));

    [Fact]
    public void Reaffirmed_where_an_open_party_is_only_firmer_about_it() => Is(ShiftKind.Reaffirmed, ShiftDirection.None, "firmer",
        That(Stance.Open, "2025-01-01"), That(Stance.Open, "2025-02-01").Firmly(Firmness.Stated));

    [Fact]
    public void Reaffirmed_where_it_declines_again() => Is(
        ShiftKind.Reaffirmed, ShiftDirection.None, "said again: declines to say",
        That(Stance.DeclinesToSay, "2025-01-01"), That(Stance.DeclinesToSay, "2025-02-01"));

    [Fact]
    public void A_lower_voice_that_reaffirms_or_diverges_is_none() =>
        Assert.Single(ShiftsOf(Rejects, That(Stance.Rejects, "2025-02-01", Authority.Office), That(Stance.Open, "2025-03-01", Authority.Office)));

    private static Shift Is(ShiftKind kind, ShiftDirection direction, string words, params Statement[] said)
    {
        var shift = ShiftsOf(said)[^1];
        Assert.Equal((kind, direction, words), (shift.Kind, shift.Direction, shift.Words));
        return shift;
    }

    private static ValueList<Shift> ShiftsOf(params Statement[] said) => Shifts.ShiftsOf(TimelineOf(said));
}
