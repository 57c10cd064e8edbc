using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 10: a stance that depends on something.</summary>
public class ConditionsOnTheFace
{
    private static readonly Statement Bare = That(Stance.Accepts, "2025-08-09").Firmly(Firmness.Committed);

    [Fact]
    public void Are_carried_while_open()
    {
        var answer = Ask("2025-08-09", Bare.If("a ceasefire").If("guarantees"));

        Assert.Equal((Outcome.Accepts, Firmness.Committed), (answer.Stance, answer.Firmness));
        Assert.Equal([new("a ceasefire", ConditionState.Open), new("guarantees", ConditionState.Open)], answer.Conditions);
    }

    [Fact]
    public void Are_met_on_the_day_of_the_assessment()
    {
        var said = Bare.If("a ceasefire", null, From("2025-09-01", ConditionState.Met));

        Assert.Equal([new("a ceasefire", ConditionState.Open)], Ask("2025-08-31", said).Conditions);
        Assert.Equal([new("a ceasefire", ConditionState.Met)], Ask("2025-09-01", said).Conditions);
        Assert.Equal(Day("2025-08-09"), Ask("2025-09-01", said).Since);
    }

    [Fact]
    public void That_fail_leave_the_stance_open_and_without_firmness()
    {
        var answer = Ask("2025-09-01", Bare.If("guarantees").If("a ceasefire", null, From("2025-09-01", ConditionState.Failed)));

        Assert.Equal((Outcome.Open, null, Day("2025-09-01")), (answer.Stance, answer.Firmness, answer.Since!.Value));
        Assert.Equal((Bare.Id, Confidence.Moderate), (answer.GovernedBy, answer.Confidence));
        Assert.Equal([ConditionState.Open, ConditionState.Failed], answer.Conditions.Select(condition => condition.State));
    }

    [Theory]
    [InlineData(Stance.Rejects, Outcome.Rejects, Firmness.Committed)]
    [InlineData(Stance.LeansAgainst, Outcome.Open, null)]
    [InlineData(Stance.Accepts, Outcome.Open, null)]
    public void That_fail_reject_only_if_the_statement_says_so(Stance otherwise, Outcome stance, Firmness? firmness)
    {
        var answer = Ask("2025-09-01", Bare.If("a ceasefire", otherwise, From("2025-09-01", ConditionState.Failed)));

        Assert.Equal((stance, firmness), (answer.Stance, answer.Firmness));
    }

    [Fact]
    public void That_fail_reject_if_one_of_the_failed_ones_says_so()
    {
        var failed = From("2025-09-01", ConditionState.Failed);

        Assert.Equal(Outcome.Rejects, Ask("2025-09-01", Bare.If("a", null, failed).If("b", Stance.Rejects, failed)).Stance);
        Assert.Equal(Outcome.Open, Ask("2025-09-01", Bare.If("a", null, failed).If("b", Stance.Rejects)).Stance);
    }

    [Fact]
    public void May_stand_otherwise_later()
    {
        var said = Bare.If("a ceasefire", null, From("2025-09-01", ConditionState.Failed), From("2025-10-01", ConditionState.Met));

        Assert.Equal(Outcome.Open, Ask("2025-09-30", said).Stance);
        Assert.Equal((Outcome.Accepts, Day("2025-10-01")), (Ask("2025-10-01", said).Stance, Ask("2025-10-01", said).Since!.Value));
    }

    [Fact]
    public void Change_nothing_about_who_governs_or_reaffirms()
    {
        var said = Bare.If("a ceasefire", null, From("2025-08-10", ConditionState.Failed));
        var lower = That(Stance.Accepts, "2025-08-11", Authority.Office);

        Assert.Equal([lower.Id], Ask("2025-08-11", said, lower).ReaffirmedBy);
    }

    [Fact]
    public void Change_nothing_about_what_is_off_the_scale()
    {
        var failed = From("2025-08-10", ConditionState.Failed);

        Assert.Equal(Outcome.Ambiguous, Ask("2025-08-10", That(Stance.Ambiguous, "2025-08-09").If("a ceasefire", null, failed)).Stance);
        Assert.Equal(Outcome.Withdrawn,
            Ask("2025-08-10", That(null, "2025-08-09").As(StatementKind.Withdrawal).If("a", null, failed)).Stance);
    }

    [Fact]
    public void Lapse_with_their_statement() =>
        Assert.Empty(Ask("2025-08-16", Bare.If("a ceasefire").Until("2025-08-15")).Conditions);
}
