using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rules 5 and 9: acts on days that are not certain, or on what was said on such days.</summary>
public class ActsOnUncertainDates
{
    [Fact]
    public void A_walk_back_counts_only_where_it_was_said_no_earlier_than_its_target()
    {
        var target = That(Stance.Accepts, "2025-01-05/2025-01-10");
        var walkBack = Act(StatementKind.WalkBack, target, "2025-01-01/2025-01-12", Stance.Open);

        Assert.Equal([Outcome.Open, Outcome.Accepts], Ask("2025-01-20", target, walkBack).Possible);
        Assert.Equal([Outcome.Open, Outcome.Accepts], Ask("2025-01-20", That(Stance.Rejects, "2025-01-04"), target, walkBack).Possible);
        Assert.Equal([Outcome.Open, Outcome.Accepts],
            Ask("2025-01-20", target, walkBack, That(Stance.Rejects, "2025-01-13/2025-01-14", Authority.Office)).Possible);
        Assert.Equal([Outcome.Open], Ask("2025-01-20", target, walkBack.With(body => body with { SaidOn = SaidOn.TryParse("2025-01-05/2025-01-12")! })).Possible);
        Assert.Equal([Outcome.Accepts], Ask("2025-01-20", target, walkBack.With(body => body with { SaidOn = SaidOn.TryParse("2025-01-01/2025-01-04")! })).Possible);
    }

    [Fact]
    public void The_denial_of_an_utterance_counts_also_where_it_was_said_after_the_date_asked_about()
    {
        var vague = That(Stance.Ambiguous, "2025-01-02");
        var denial = Denial(vague, Denies.Utterance, "2025-01-01/2025-01-20", Stance.Accepts);

        Assert.Equal([Outcome.Accepts, Outcome.Undeclared], Ask("2025-01-10", vague, denial).Possible);
    }

    [Fact]
    public void Of_two_denials_each_may_have_been_said_already_or_not()
    {
        var (first, last) = (That(Stance.Accepts, "2025-01-02"), That(Stance.Rejects, "2025-01-03"));
        Statement[] denials = [Denial(first, Denies.Content, "2025-01-05/2025-01-20"), Denial(last, Denies.Content, "2025-01-05/2025-01-20")];

        Assert.Equal([Outcome.Rejects, Outcome.Accepts, Outcome.Undeclared], Ask("2025-01-10", [first, last, .. denials]).Possible);
    }
}
