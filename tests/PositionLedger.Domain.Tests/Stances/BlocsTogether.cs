using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Several blocs that speak for one silent member are heard as if one party had said it all.</summary>
public class BlocsTogether
{
    private static readonly Membership Union = new("union", Day("2025-03-01"), null, SpeaksFor: true);

    [Fact]
    public void Contest_the_stance_when_they_contradict_each_other()
    {
        var (one, other) = (That(Stance.Accepts, "2025-03-05").By("union"), That(Stance.Rejects, "2025-03-05").By("league"));

        var answer = Ask("2025-03-10", [Union, Union with { Bloc = "league" }], [], [one, other]);

        Assert.Equal(Outcome.Contested, answer.Stance);
        Assert.Equal([one.Id, other.Id], answer.Contested);
        Assert.Equal([StanceFlag.ViaBloc], answer.Flags);
    }

    [Fact]
    public void Give_way_to_each_other_off_the_scale_and_by_authority()
    {
        var silent = That(Stance.DeclinesToSay, "2025-03-08").By("union");
        var placed = That(Stance.Open, "2025-03-05", Authority.Office).By("league");

        var answer = Ask("2025-03-10", [Union, Union with { Bloc = "league" }], [], [silent, placed]);

        Assert.Equal((Outcome.Open, RuleStep.OffScaleGivesWay), (answer.Stance, answer.StepOf(silent)));
    }

    [Fact]
    public void Act_on_their_own_statements_only()
    {
        var said = That(Stance.Accepts, "2025-03-05").By("union");
        var foreign = Act(StatementKind.WalkBack, said, "2025-03-06", Stance.Open, Authority.Principal).By("league");
        var own = Act(StatementKind.WalkBack, said, "2025-03-06", Stance.Open, Authority.Principal).By("union");
        Membership[] both = [Union, Union with { Bloc = "league" }];

        Assert.Equal(RuleStep.ReplacedLater, Ask("2025-03-10", both, [], [said, foreign]).StepOf(said));
        var answer = Ask("2025-03-10", both, [], [said, own]);
        Assert.Equal(RuleStep.Removed, answer.StepOf(said));
        Assert.Contains("the bloc walked it back", answer.Considered[0].Why, StringComparison.Ordinal);
    }
}
