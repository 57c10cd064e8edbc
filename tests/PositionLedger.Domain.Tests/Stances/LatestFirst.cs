using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The policy <c>latest-first/1</c>: whoever spoke last counts, whatever the authority.</summary>
public class LatestFirst
{
    private static readonly Statement Leader = That(Stance.Rejects, "2025-08-09");

    [Fact]
    public void Lets_a_lower_voice_take_over_the_next_day()
    {
        var lower = That(Stance.Accepts, "2025-08-10", Authority.Office);

        var answer = Ask(Policy.LatestFirst, "2025-08-10", Leader, lower);

        Assert.Equal(lower.Id, answer.GovernedBy);
        Assert.Empty(answer.DivergingVoices);
    }

    [Fact]
    public void Holds_all_voices_of_a_day_for_equals()
    {
        var lower = That(Stance.Accepts, "2025-08-09", Authority.Office);

        Assert.Equal([lower.Id, Leader.Id], Ask(Policy.LatestFirst, "2025-08-09", lower, Leader).Contested);
    }

    [Fact]
    public void Goes_by_the_last_instant_of_the_day_if_all_have_one()
    {
        var (leader, lower) = (That(Stance.Rejects, "2025-08-09T08:00Z"), That(Stance.Accepts, "2025-08-09T09:00Z", Authority.Office));

        var answer = Ask(Policy.LatestFirst, "2025-08-09", leader, lower);

        Assert.Equal(lower.Id, answer.GovernedBy);
        Assert.Equal(RuleStep.OvertakenOnItsDay, answer.StepOf(leader));
    }

    [Fact]
    public void Keeps_what_cannot_speak_for_the_party_out() =>
        Assert.Equal(Leader.Id,
            Ask(Policy.LatestFirst, "2025-08-10", Leader, That(Stance.Accepts, "2025-08-10", Authority.Official)).GovernedBy);

    [Fact]
    public void Is_found_by_its_id_like_the_other()
    {
        Assert.Equal(Policy.LatestFirst, Policy.Find("latest-first/1"));
        Assert.Equal(Policy.AuthorityFirst, Policy.Find("authority-first/1"));
        Assert.Null(Policy.Find("latest-first/2"));
    }
}
