using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 5: the party says that it never said so.</summary>
public class DeniedUtterances
{
    private static readonly Statement Target = That(Stance.Accepts, "2025-08-09");

    [Fact]
    public void Are_indicated_on_every_date_even_before_the_denial()
    {
        var denial = Denial(Target, Denies.Utterance, "2025-08-11");

        foreach (var on in new[] { "2025-08-09", "2025-08-11", "2026-01-01" })
        {
            var answer = Ask(on, Target, denial);
            Assert.Equal(Outcome.Undeclared, answer.Stance);
            Assert.Equal([new(Target.Id, Outcome.Accepts, SignalReason.UtteranceDenied)], answer.Signals);
            Assert.Equal(RuleStep.UtteranceDenied, answer.StepOf(Target));
        }
    }

    [Theory]
    [InlineData(Rendering.Verbatim, 1, true)]
    [InlineData(Rendering.Verbatim, 2, false)]
    [InlineData(Rendering.VerbatimTranslated, 1, false)]
    [InlineData(Rendering.PartialQuote, 1, false)]
    public void Stay_only_when_verbatim_and_confirmed(Rendering rendering, int credibility, bool stays)
    {
        var said = Target.Rendered(rendering).In(Report("B", credibility), Report("A", 2));

        var answer = Ask("2025-08-11", said, Denial(said, Denies.Utterance, "2025-08-11"));

        Assert.Equal(stays ? Outcome.Accepts : Outcome.Undeclared, answer.Stance);
        Assert.Equal(stays ? [StanceFlag.DeniedButEvidenced] : [], answer.Flags);
    }

    [Fact]
    public void Take_a_report_that_still_stands_as_evidence()
    {
        var said = Target.In(Report("B", 1) with { Retracted = true }, Report("A", 2));

        Assert.Equal(Outcome.Undeclared, Ask("2025-08-11", said, Denial(said, Denies.Utterance, "2025-08-11")).Stance);
    }

    [Fact]
    public void Take_a_declared_denial() =>
        Assert.Equal(Target.Id,
            Ask("2025-08-11", Target, Denial(Target, Denies.Utterance, "2025-08-11").Attributed(Attribution.Leak)).GovernedBy);

    [Fact]
    public void Take_a_denial_of_no_lower_authority() =>
        Assert.Equal(Target.Id,
            Ask("2025-08-11", Target, Denial(Target, Denies.Utterance, "2025-08-11", by: Authority.Mandated)).GovernedBy);

    [Fact]
    public void May_be_answered_by_another_stance()
    {
        var denial = Denial(Target, Denies.Utterance, "2025-08-11", Stance.Rejects);

        Assert.Equal(Outcome.Undeclared, Ask("2025-08-10", Target, denial).Stance);
        Assert.Equal(denial.Id, Ask("2025-08-11", Target, denial).GovernedBy);
    }

    [Fact]
    public void Are_still_removed_by_a_walk_back_in_time()
    {
        var denial = Denial(Target, Denies.Utterance, "2025-08-10");
        var walkBack = Act(StatementKind.WalkBack, Target, "2025-08-12", Stance.Open);

        Assert.Single(Ask("2025-08-11", Target, denial, walkBack).Signals);
        Assert.Empty(Ask("2025-08-12", Target, denial, walkBack).Signals);
    }
}
