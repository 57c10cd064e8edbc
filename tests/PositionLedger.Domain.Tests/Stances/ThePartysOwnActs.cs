using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 5: walk-backs, clarifications, withdrawals and denials of the party's own words.</summary>
public class ThePartysOwnActs
{
    private static readonly Statement Target = That(Stance.Accepts, "2025-08-09", Authority.Mandated);

    [Theory]
    [InlineData(StatementKind.WalkBack)]
    [InlineData(StatementKind.Clarification)]
    public void Stand_in_the_place_of_what_they_remove(StatementKind kind)
    {
        var act = Act(kind, Target, "2025-08-11", Stance.Open);

        Assert.Equal(Outcome.Accepts, Ask("2025-08-10", Target, act).Stance);
        Assert.Equal((Outcome.Open, act.Id), (Ask("2025-08-11", Target, act).Stance, Ask("2025-08-11", Target, act).GovernedBy));
        Assert.Equal(RuleStep.Removed, Ask("2025-08-11", Target, act).StepOf(Target));
    }

    [Fact]
    public void Withdraw_it()
    {
        var act = Act(StatementKind.Withdrawal, Target, "2025-08-11");

        Assert.Equal((Outcome.Withdrawn, act.Id), (Ask("2025-08-11", Target, act).Stance, Ask("2025-08-11", Target, act).GovernedBy));
    }

    [Fact]
    public void Withdraw_without_naming_what() =>
        Assert.Equal(Outcome.Withdrawn, Ask("2025-08-11", Target, That(null, "2025-08-11").As(StatementKind.Withdrawal)).Stance);

    [Fact]
    public void Bring_back_what_the_removed_one_had_replaced()
    {
        var before = That(Stance.Rejects, "2025-08-01", Authority.Mandated);

        Assert.Equal(before.Id, Ask("2025-08-11", before, Target, Denial(Target, Denies.Content, "2025-08-11")).GovernedBy);
    }

    [Fact]
    public void Deny_the_content_and_say_nothing_instead() =>
        Assert.Equal(Outcome.Undeclared, Ask("2025-08-11", Target, Denial(Target, Denies.Content, "2025-08-11")).Stance);

    [Fact]
    public void Deny_the_content_and_say_something_else()
    {
        var denial = Denial(Target, Denies.Content, "2025-08-11", Stance.Rejects);

        Assert.Equal((Outcome.Rejects, denial.Id),
            (Ask("2025-08-11", Target, denial).Stance, Ask("2025-08-11", Target, denial).GovernedBy));
    }

    [Fact]
    public void Reach_what_was_only_indicated()
    {
        var leak = Target.Attributed(Attribution.Leak);

        Assert.Single(Ask("2025-08-10", leak, Denial(leak, Denies.Content, "2025-08-11")).Signals);
        Assert.Empty(Ask("2025-08-11", leak, Denial(leak, Denies.Content, "2025-08-11")).Signals);
    }

    [Theory]
    [InlineData("2025-08-09", Outcome.Open)]
    [InlineData("2025-08-08", Outcome.Accepts)]
    public void Do_not_come_before_what_they_are_about(string actOn, Outcome stance) =>
        Assert.Equal(stance, Ask("2025-08-09", Target, Act(StatementKind.WalkBack, Target, actOn, Stance.Open, Authority.Mandated)).Stance);

    [Theory]
    [InlineData("2025-08-01", true)]
    [InlineData("2025-07-31", false)]
    public void May_come_on_the_earliest_day_the_target_may_have_been_said_on(string actOn, bool removes)
    {
        var coarse = That(Stance.Accepts, "2025-08", Authority.Mandated);

        var answer = Ask("2025-08-31", coarse, Act(StatementKind.WalkBack, coarse, actOn, Stance.Open, Authority.Mandated));

        Assert.Equal(removes ? Outcome.Open : Outcome.Accepts, answer.Stance);
    }

    [Theory]
    [InlineData(Authority.Office, false)]
    [InlineData(Authority.Mandated, true)]
    [InlineData(Authority.Principal, true)]
    public void Take_the_authority_of_the_target_at_least(Authority authority, bool removes)
    {
        foreach (var policy in new[] { Policy.AuthorityFirst, Policy.LatestFirst })
        {
            var answer = Ask(policy, "2025-08-11", Target, Denial(Target, Denies.Content, "2025-08-11", by: authority));
            Assert.Equal(removes ? Outcome.Undeclared : Outcome.Accepts, answer.Stance);
        }
    }

    [Fact]
    public void Of_lower_authority_count_in_their_own_right()
    {
        var softer = Act(StatementKind.WalkBack, Target, "2025-08-11", Stance.Open, Authority.Office);
        var withdrawal = Act(StatementKind.Withdrawal, Target, "2026-06-11", null, Authority.Office);

        Assert.Equal([softer.Id], Ask("2025-08-11", Target, softer).DivergingVoices);
        Assert.Equal(Outcome.Withdrawn, Ask("2026-06-11", Target, withdrawal).Stance);
    }

    [Fact]
    public void That_are_not_declared_do_nothing()
    {
        var leak = Act(StatementKind.WalkBack, Target, "2025-08-11", Stance.Open).Attributed(Attribution.Leak);

        var answer = Ask("2025-08-11", Target, leak);

        Assert.Equal(Target.Id, answer.GovernedBy);
        Assert.Equal([leak.Id], answer.Signals.Select(signal => signal.Statement));
    }

    [Fact]
    public void On_a_retracted_target_are_candidates_like_others()
    {
        var act = Act(StatementKind.WalkBack, Target, "2025-08-11", Stance.Open);

        Assert.Equal(act.Id, Ask("2025-08-11", Target with { Retracted = true }, act).GovernedBy);
        Assert.Equal(act.Id, Ask("2025-08-11", act).GovernedBy);
    }

    [Fact]
    public void Lose_their_effect_when_retracted()
    {
        var act = Act(StatementKind.WalkBack, Target, "2025-08-11", Stance.Open) with { Retracted = true };

        Assert.Equal(Target.Id, Ask("2025-08-11", Target, act).GovernedBy);
    }

    [Fact]
    public void Keep_their_effect_when_they_are_removed_or_denied_themselves()
    {
        var act = Act(StatementKind.WalkBack, Target, "2025-08-11", Stance.Open);
        foreach (var denies in Enum.GetValues<Denies>())
        {
            var answer = Ask("2025-08-13", Target, act, Denial(act, denies, "2025-08-12"));
            Assert.Equal((Outcome.Undeclared, RuleStep.Removed), (answer.Stance, answer.StepOf(Target)));
        }
    }

    [Fact]
    public void Of_other_kinds_only_refer() =>
        Assert.Equal(RuleStep.ReplacedLater,
            Ask("2025-08-11", Target, Act(StatementKind.Rejection, Target, "2025-08-11", Stance.Rejects)).StepOf(Target));
}
