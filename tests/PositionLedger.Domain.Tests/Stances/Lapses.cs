using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 8: a position that was only to hold until a day.</summary>
public class Lapses
{
    private static readonly Statement Offer =
        That(Stance.Accepts, "2025-08-09").Until("2025-08-15").Firmly(Firmness.Committed).If("a ceasefire");

    [Fact]
    public void Come_the_day_after_the_last()
    {
        Assert.Equal(Outcome.Accepts, Ask("2025-08-15", Offer).Stance);

        var answer = Ask("2025-08-16", Offer);
        Assert.Equal((Outcome.Lapsed, Offer.Id, Day("2025-08-16")), (answer.Stance, answer.GovernedBy, answer.Since!.Value));
        Assert.Equal((null, null, null), (answer.Firmness, answer.Confidence, answer.Basis));
        Assert.Equal(RuleStep.Lapsed, answer.StepOf(Offer));
    }

    [Fact]
    public void Bring_nothing_back_that_was_replaced_or_outranked()
    {
        var before = That(Stance.Rejects, "2025-08-01");
        var lower = That(Stance.Open, "2025-08-15", Authority.Office);

        var answer = Ask("2025-08-16", before, Offer, lower);

        Assert.Equal((Outcome.Lapsed, Offer.Id), (answer.Stance, answer.GovernedBy));
        Assert.Equal([lower.Id], answer.DivergingVoices);
    }

    [Fact]
    public void Let_whoever_speaks_next_take_over()
    {
        var lower = That(Stance.Open, "2025-08-16", Authority.Office);

        Assert.Equal(lower.Id, Ask("2025-08-16", Offer, lower).GovernedBy);
    }

    [Fact]
    public void Do_not_come_while_a_later_word_holds() =>
        Assert.Equal(Outcome.Accepts, Ask("2025-08-16", Offer, That(Stance.Accepts, "2025-08-10")).Stance);

    [Fact]
    public void Stay_stale_or_fresh_by_the_day_of_the_lapsed_statement()
    {
        Assert.False(Ask("2026-02-05", Offer).Stale);
        Assert.True(Ask("2026-02-06", Offer).Stale);
    }
}
