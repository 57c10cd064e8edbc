using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rules 6 and 7: equals on one day speak with one voice, or contradict each other.</summary>
public class EqualVoicesOfOneDay
{
    private static readonly Statement For = That(Stance.Accepts, "2025-08-09");
    private static readonly Statement Against = That(Stance.Rejects, "2025-08-09");

    [Fact]
    public void That_differ_are_contested_and_none_is_picked()
    {
        var answer = Ask("2025-08-09", Against.Firmly(Firmness.RedLine), For.If("a referendum").Until("2025-08-09"),
            Against with { Id = new(1, 2, 3, new byte[8]) });

        Assert.Equal((Outcome.Contested, null), (answer.Stance, answer.GovernedBy));
        Assert.Equal([Against.Id, For.Id, new(1, 2, 3, new byte[8])], answer.Contested);
        Assert.Equal((null, null, null), (answer.Firmness, answer.Confidence, answer.Basis));
        Assert.Empty(answer.Conditions);
        Assert.Equal(RuleStep.Contested, answer.StepOf(For));
    }

    [Fact]
    public void That_differ_never_lapse() =>
        Assert.Equal(Outcome.Contested, Ask("2026-08-09", For.Until("2025-08-10"), Against.Until("2025-08-10")).Stance);

    [Fact]
    public void That_differ_govern_like_one_voice_of_their_authority_and_day()
    {
        var early = That(Stance.Open, "2026-02-05", Authority.Office);
        var late = That(Stance.Open, "2026-02-06", Authority.Office);

        Assert.Equal([early.Id], Ask("2026-02-05", For, Against, early).DivergingVoices);
        Assert.Equal(late.Id, Ask("2026-02-06", For, Against, late).GovernedBy);
    }

    [Fact]
    public void That_differ_are_neither_repeated_nor_outlasted_by_what_one_of_them_says()
    {
        var same = That(Stance.Accepts, "2025-08-20", Authority.Office);

        var answer = Ask("2025-08-20", For.Until("2025-08-10"), Against, same);

        Assert.Equal((Outcome.Contested, 0), (answer.Stance, answer.ReaffirmedBy.Count));
        Assert.Equal([same.Id], answer.DivergingVoices);
    }

    [Fact]
    public void That_differ_are_flagged_for_what_is_true_of_any()
    {
        var onVideo = For.In(Report("A", 1), Report("B", 2));

        Assert.Equal([StanceFlag.DeniedButEvidenced], Ask("2025-08-20", onVideo, Against, Denial(onVideo, Denies.Utterance, "2025-08-10")).Flags);
        Assert.Equal([StanceFlag.Approximate], Ask("2025-08-20", For, That(Stance.Rejects, "2025-08-09~")).Flags);
    }

    [Fact]
    public void That_differ_diverge_where_they_do_not_take_over()
    {
        var leader = That(Stance.Accepts, "2025-08-01");
        var (one, other) = (That(Stance.Accepts, "2025-08-09", Authority.Office), That(Stance.Open, "2025-08-09", Authority.Office));

        var answer = Ask("2025-08-09", leader, one, other);

        Assert.Equal(leader.Id, answer.GovernedBy);
        Assert.Equal([one.Id, other.Id], answer.DivergingVoices);
        Assert.Empty(answer.ReaffirmedBy);
    }

    [Fact]
    public void That_differ_diverge_from_another_tie_too()
    {
        var (one, other) = (That(Stance.Accepts, "2025-08-10", Authority.Office), That(Stance.Rejects, "2025-08-10", Authority.Office));

        var answer = Ask("2025-08-10", For, Against, one, other);

        Assert.Equal([For.Id, Against.Id], answer.Contested);
        Assert.Equal([one.Id, other.Id], answer.DivergingVoices);
    }

    [Fact]
    public void That_differ_are_told_apart_by_their_instants_if_all_have_one()
    {
        var morning = That(Stance.Accepts, "2025-08-09T08:00Z");
        var evening = That(Stance.Rejects, "2025-08-09T20:00Z");

        Assert.Equal(evening.Id, Ask("2025-08-09", evening, morning).GovernedBy);
        Assert.Equal(RuleStep.OvertakenOnItsDay, Ask("2025-08-09", evening, morning).StepOf(morning));
        Assert.Equal(Outcome.Contested, Ask("2025-08-09", evening, morning, That(Stance.Rejects, "2025-08-09")).Stance);
    }

    [Fact]
    public void That_differ_at_one_instant_are_contested()
    {
        var (one, other) = (That(Stance.Accepts, "2025-08-09T22:00+02:00"), That(Stance.Rejects, "2025-08-09T20:00Z"));

        Assert.Equal([one.Id, other.Id], Ask("2025-08-09", That(Stance.Open, "2025-08-09T08:00Z"), one, other).Contested);
    }

    [Fact]
    public void Need_not_mind_the_instants_of_lower_voices()
    {
        var lower = That(Stance.Accepts, "2025-08-09", Authority.Office);

        var evening = That(Stance.Rejects, "2025-08-09T20:00Z");
        Assert.Equal(evening.Id, Ask("2025-08-09", That(Stance.Open, "2025-08-09T08:00Z"), evening, lower).GovernedBy);
    }

    [Fact]
    public void That_agree_speak_by_the_one_that_holds_longest()
    {
        var short1 = For.Until("2025-08-10");
        var long1 = That(Stance.Accepts, "2025-08-09").Until("2025-09-10");
        var forEver = That(Stance.Accepts, "2025-08-09");

        Assert.Equal(long1.Id, Ask("2025-08-09", short1, long1).GovernedBy);
        Assert.Equal(forEver.Id, Ask("2025-08-09", short1, forEver, long1).GovernedBy);
        Assert.Equal(RuleStep.RepeatedOnItsDay, Ask("2025-08-09", short1, long1).StepOf(short1));
    }

    [Fact]
    public void That_agree_and_hold_as_long_speak_by_the_first_recorded()
    {
        var second = That(Stance.Accepts, "2025-08-09").Firmly(Firmness.Floated);

        Assert.Equal(For.Id, Ask("2025-08-09", For, second).GovernedBy);
        Assert.Equal(second.Id, Ask("2025-08-09", second, For).GovernedBy);
    }

    [Fact]
    public void That_agree_speak_by_the_last_of_them_if_all_have_an_instant()
    {
        var (morning, evening) = (That(Stance.Accepts, "2025-08-09T08:00Z"), That(Stance.Accepts, "2025-08-09T20:00Z").Until("2025-08-09"));

        Assert.Equal(evening.Id, Ask("2025-08-09", morning, evening).GovernedBy);
    }

    [Fact]
    public void Are_of_one_UTC_day()
    {
        var yesterdayThere = That(Stance.Rejects, "2025-08-08T23:00-05:00");

        Assert.Equal(Outcome.Contested, Ask("2025-08-09", For, yesterdayThere).Stance);
    }
}
