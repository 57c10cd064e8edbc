using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 9: every statement counts on its latest day, and all its days tell what else is possible.</summary>
public class UncertainDates
{
    [Theory]
    [InlineData("2025-08", "2025-08-31")]
    [InlineData("2025", "2025-12-31")]
    [InlineData("2025-08-05/2025-08-11", "2025-08-11")]
    [InlineData("../2025-08-11", "2025-08-11")]
    public void Govern_from_the_last_possible_day(string saidOn, string last)
    {
        var said = That(Stance.Accepts, saidOn);

        var before = Ask(Day(last).PlusDays(-1).ToString("uuuu-MM-dd", null), said);
        Assert.Equal((Outcome.Undeclared, RuleStep.MayBeLater), (before.Stance, before.StepOf(said)));
        Assert.Equal((Outcome.Accepts, Day(last)), (Ask(last, said).Stance, Ask(last, said).Since!.Value));
    }

    [Fact]
    public void Are_told_apart_from_what_was_surely_said_later()
    {
        var said = That(Stance.Accepts, "2025-08");

        Assert.Equal(RuleStep.SaidLater, Ask("2025-07-31", said).StepOf(said));
        Assert.Equal(RuleStep.MayBeLater, Ask("2025-08-01", said).StepOf(said));
    }

    [Theory]
    [InlineData("2025-08-09~")]
    [InlineData("2025-08-09?")]
    public void Only_mark_what_governs_as_approximate(string saidOn)
    {
        var answer = Ask("2025-08-09", That(Stance.Accepts, saidOn));

        Assert.Equal(Outcome.Accepts, answer.Stance);
        Assert.Equal([StanceFlag.Approximate], answer.Flags);
        Assert.Empty(Ask("2025-08-10", That(Stance.Accepts, saidOn), That(Stance.Accepts, "2025-08-10")).Flags);
    }

    [Fact]
    public void Place_an_act_on_its_last_possible_day_too()
    {
        var said = That(Stance.Accepts, "2025-08-05");
        var walkBack = Act(StatementKind.WalkBack, said, "2025-08", Stance.Open);

        Assert.Equal(Outcome.Accepts, Ask("2025-08-30", said, walkBack).Stance);
        Assert.Equal(Outcome.Open, Ask("2025-08-31", said, walkBack).Stance);
    }

    [Fact]
    public void Leave_open_what_was_said_first_where_a_coarse_date_stands_beside_an_exact_one()
    {
        var (coarse, exact) = (That(Stance.Accepts, "2025-08"), That(Stance.Rejects, "2025-08-15"));

        AssertPossible(Ask("2025-08-10", coarse, exact), Outcome.Undeclared, Outcome.Accepts, Outcome.Undeclared);
        AssertPossible(Ask("2025-08-15", coarse, exact), Outcome.Rejects, Outcome.Rejects, Outcome.Contested);
        AssertPossible(Ask("2025-08-20", coarse, exact), Outcome.Rejects, Outcome.Rejects, Outcome.Accepts, Outcome.Contested);
        AssertPossible(Ask("2025-09-01", coarse, exact), Outcome.Accepts, Outcome.Rejects, Outcome.Accepts, Outcome.Contested);
    }

    [Fact]
    public void Change_nothing_where_every_order_comes_to_the_same()
    {
        var (coarse, exact) = (That(Stance.Accepts, "2025-08", Authority.Office), That(Stance.Rejects, "2025-07-15"));

        AssertPossible(Ask("2025-09-01", coarse, exact), Outcome.Rejects, Outcome.Rejects);
        AssertPossible(Ask("2025-09-01", That(Stance.Accepts, "2025-08"), That(Stance.Accepts, "2025-08-15")), Outcome.Accepts, Outcome.Accepts);
    }

    [Fact]
    public void Leave_open_whether_half_a_year_of_silence_was_over()
    {
        var (principal, office) = (That(Stance.Rejects, "2025-01-01"), That(Stance.Accepts, "2025-06-30/2025-07-01", Authority.Office));

        AssertPossible(Ask("2025-08-01", principal, office), Outcome.Accepts, Outcome.Rejects, Outcome.Accepts);
        AssertPossible(Ask("2025-06-30", principal, office), Outcome.Rejects, Outcome.Rejects);
    }

    [Theory]
    [InlineData("2025-06-30", Outcome.Rejects)]
    [InlineData("2025-07-01", Outcome.Rejects, Outcome.Accepts)]
    [InlineData("2025-07-02/2025-07-03", Outcome.Accepts)]
    public void Count_half_a_year_from_each_of_their_days(string office, params Outcome[] possible) => AssertPossible(
        Ask("2025-08-01", That(Stance.Rejects, "2025-01-01/2025-01-02"), That(Stance.Accepts, office, Authority.Office)), possible[0], possible);

    [Fact]
    public void Leave_open_whether_a_position_had_run_out()
    {
        var (deadline, office) = (That(Stance.Rejects, "2025-01-01").Until("2025-01-10"), That(Stance.Accepts, "2025-01", Authority.Office));

        AssertPossible(Ask("2025-01-11", deadline, office), Outcome.Lapsed, Outcome.Accepts, Outcome.Lapsed);
        AssertPossible(Ask("2025-02-01", deadline, office), Outcome.Accepts, Outcome.Accepts, Outcome.Lapsed);
    }

    [Fact]
    public void Leave_open_whether_an_act_came_after_what_it_is_about()
    {
        var said = That(Stance.Accepts, "2025-08-10");
        var denial = Denial(said, Denies.Utterance, "2025-08");

        AssertPossible(Ask("2025-08-12", said, denial), Outcome.Undeclared, Outcome.Accepts, Outcome.Undeclared);
        AssertPossible(Ask("2025-08-12", said, Denial(said, Denies.Content, "2025-08")), Outcome.Accepts, Outcome.Accepts, Outcome.Undeclared);
    }

    [Fact]
    public void Leave_open_how_long_ago_an_open_start_may_lie()
    {
        var (principal, office) = (That(Stance.Rejects, "../2025-08-01"), That(Stance.Accepts, "2025-08-10", Authority.Office));

        AssertPossible(Ask("2025-08-20", principal, office), Outcome.Rejects, Outcome.Rejects, Outcome.Accepts);
    }

    [Fact]
    public void Leave_open_whether_anybody_took_a_side()
    {
        var (silent, side) = (That(Stance.DeclinesToSay, "2025-08-01"), That(Stance.Accepts, "2025-08", Authority.Office));

        AssertPossible(Ask("2025-08-10", silent, side), Outcome.DeclinesToSay, Outcome.Accepts, Outcome.DeclinesToSay);
    }

    [Fact]
    public void Do_not_matter_where_the_statement_is_only_a_signal() =>
        AssertPossible(Ask("2025-08-10", That(Stance.Accepts, "2025-08").Attributed(Attribution.Leak)), Outcome.Undeclared, Outcome.Undeclared);

    [Fact]
    public void Let_the_first_recorded_stand_for_both_where_two_may_say_the_same_on_one_day()
    {
        var (plain, broken) = (That(Stance.Accepts, "2025-01-05/2025-01-06"),
            That(Stance.Accepts, "2025-01-06").If("a ceasefire", Stance.Rejects, From("2025-01-10", ConditionState.Failed)));

        Assert.Equal([Outcome.Rejects, Outcome.Accepts], Ask("2025-01-20", plain, broken).Possible);
        Assert.Equal([Outcome.Rejects], Ask("2025-01-20", broken, plain).Possible);
    }

    [Fact]
    public void Stay_quick_to_answer_for_years_and_for_many()
    {
        Statement[] certain = [.. Enumerable.Range(0, 50).Select(i => That((Stance)(i % 5 - 2), $"2024-{1 + i % 12:00}-{1 + i % 28:00}", Authority.Office))];
        Statement[] coarse = [.. Enumerable.Range(0, 40).Select(i => That((Stance)(i % 5 - 2), "2020-01-01/2024-12-31", (Authority)(3 + i % 3)))];

        Assert.Equal(Certainty.Uncertain, Ask("2024-12-31", [.. certain, .. coarse[..6]]).Certainty);
        Assert.Equal(Certainty.Uncertain, Ask("2024-12-31", [.. certain, .. coarse]).Certainty);
    }

    private static void AssertPossible(StanceAnswer answer, Outcome stance, params Outcome[] possible)
    {
        Assert.Equal(stance, answer.Stance);
        Assert.Equal(possible.Order(), answer.Possible);
        Assert.Equal(possible.Length > 1 ? Certainty.Uncertain : Certainty.Certain, answer.Certainty);
    }
}
