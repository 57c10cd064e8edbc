using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 6: the highest voice counts, until it has been silent for half a year.</summary>
public class WhoGoverns
{
    private static readonly Statement Leader = That(Stance.Rejects, "2025-01-01");

    [Fact]
    public void Nobody_before_anything_is_said()
    {
        var answer = Ask("2024-12-31", Leader);

        Assert.Equal((Outcome.Undeclared, null, null, false), (answer.Stance, answer.GovernedBy, answer.Since, answer.Stale));
        Assert.Equal((null, null, null), (answer.Firmness, answer.Confidence, answer.Basis));
    }

    [Fact]
    public void Nobody_where_nothing_is_recorded() => Assert.Equal(Outcome.Undeclared, Ask("2025-01-01").Stance);

    [Theory]
    [InlineData("2025-06-30", false)] // 180 days later
    [InlineData("2025-07-01", true)] // 181 days later
    public void A_lower_voice_after_more_than_180_days_of_silence(string day, bool takesOver)
    {
        var lower = That(Stance.Accepts, day, Authority.Office);

        Assert.Equal(takesOver ? lower.Id : Leader.Id, Ask(day, Leader, lower).GovernedBy);
    }

    [Fact]
    public void A_lower_voice_counts_the_silence_from_what_governs_not_from_what_reaffirmed_it()
    {
        var reaffirmation = That(Stance.Rejects, "2025-06-01", Authority.Mandated);
        var lower = That(Stance.Accepts, "2025-07-01", Authority.Office);

        Assert.Equal(lower.Id, Ask("2025-07-01", Leader, reaffirmation, lower).GovernedBy);
    }

    [Fact]
    public void A_lower_voice_does_not_take_over_later_by_the_leaders_silence_alone()
    {
        var lower = That(Stance.Accepts, "2025-06-30", Authority.Office);

        Assert.Equal(Leader.Id, Ask("2027-01-01", Leader, lower).GovernedBy);
    }

    [Fact]
    public void An_equal_or_higher_voice_at_once()
    {
        var office = That(Stance.Accepts, "2025-01-01", Authority.Office);
        var equal = That(Stance.Open, "2025-01-02", Authority.Office);
        var higher = That(Stance.LeansFor, "2025-01-03", Authority.Mandated);

        Assert.Equal(equal.Id, Ask("2025-01-02", office, equal, higher).GovernedBy);
        Assert.Equal(higher.Id, Ask("2025-01-03", office, equal, higher).GovernedBy);
    }

    [Fact]
    public void The_highest_voice_of_a_day_and_the_others_of_that_day_are_not_heard()
    {
        var office = That(Stance.Accepts, "2025-01-01T23:00Z", Authority.Office);

        var answer = Ask("2025-01-01", office, Leader);

        Assert.Equal(Leader.Id, answer.GovernedBy);
        Assert.Empty(answer.DivergingVoices);
        Assert.Equal(RuleStep.OutrankedOnItsDay, answer.StepOf(office));
    }

    [Fact]
    public void Lower_voices_since_are_named_by_what_they_say()
    {
        var same = That(Stance.Rejects, "2025-02-01", Authority.Office);
        var other = That(Stance.Open, "2025-02-02", Authority.Office);
        var unheard = That(Stance.Rejects, "2025-02-02", Authority.Office).Until("2025-03-01").With(b => b with { Stance = Stance.Open });

        var answer = Ask("2025-02-02", Leader, other, unheard, same);

        Assert.Equal([same.Id], answer.ReaffirmedBy);
        Assert.Equal([other.Id], answer.DivergingVoices);
        Assert.Equal(RuleStep.RepeatedOnItsDay, answer.StepOf(unheard));
    }

    [Fact]
    public void Lower_voices_are_forgotten_when_a_new_voice_takes_over()
    {
        var lower = That(Stance.Open, "2025-02-01", Authority.Office);
        var again = That(Stance.Rejects, "2025-03-01");

        var answer = Ask("2025-03-01", Leader, lower, again);

        Assert.Empty(answer.DivergingVoices);
        Assert.Equal((RuleStep.ReplacedLater, RuleStep.ReplacedLater), (answer.StepOf(Leader), answer.StepOf(lower)));
    }

    [Theory]
    [InlineData(Stance.Ambiguous, Outcome.Ambiguous)]
    [InlineData(Stance.DeclinesToSay, Outcome.DeclinesToSay)]
    public void What_is_off_the_scale_while_nobody_takes_a_place(Stance said, Outcome outcome)
    {
        var offScale = That(said, "2025-02-01");
        var lower = That(Stance.Accepts, "2025-03-01", Authority.Office);

        Assert.Equal(outcome, Ask("2025-02-28", offScale, lower).Stance);
        Assert.Equal(lower.Id, Ask("2025-03-01", offScale, lower).GovernedBy);
        Assert.Equal(RuleStep.OffScaleGivesWay, Ask("2025-03-01", offScale, lower).StepOf(offScale));
    }

    [Fact]
    public void What_is_off_the_scale_gives_way_to_a_withdrawal_too()
    {
        var withdrawal = That(null, "2025-01-02", Authority.Office).As(StatementKind.Withdrawal);

        Assert.Equal(Outcome.Withdrawn, Ask("2025-01-03", That(Stance.Ambiguous, "2025-01-03"), withdrawal).Stance);
    }

    [Fact]
    public void What_is_off_the_scale_comes_back_when_the_place_taken_is_removed()
    {
        var (ambiguous, place) = (That(Stance.Ambiguous, "2025-02-01"), That(Stance.Accepts, "2025-02-02"));

        Assert.Equal(ambiguous.Id, Ask("2025-02-03", ambiguous, place, Denial(place, Denies.Content, "2025-02-03")).GovernedBy);
    }

    [Fact]
    public void A_no_comment_declines_to_say()
    {
        var noComment = That(null, "2025-01-01").As(StatementKind.NoComment);

        Assert.Equal((Outcome.DeclinesToSay, noComment.Id), (Ask("2025-01-01", noComment).Stance, Ask("2025-01-01", noComment).GovernedBy));
    }

    [Fact]
    public void A_withdrawal_like_a_position()
    {
        var withdrawal = That(null, "2025-01-02").As(StatementKind.Withdrawal);
        var lower = That(Stance.Accepts, "2025-01-03", Authority.Office);

        Assert.Equal(Outcome.Withdrawn, Ask("2025-01-03", Leader, withdrawal, lower).Stance);
        Assert.Equal([lower.Id], Ask("2025-01-03", Leader, withdrawal, lower).DivergingVoices);
    }
}
