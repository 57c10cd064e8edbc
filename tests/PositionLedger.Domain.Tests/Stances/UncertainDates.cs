using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 9, as far as one stance goes: every statement counts on its latest day.</summary>
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
}
