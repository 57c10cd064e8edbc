using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What holds for statements of several parties, for every history.</summary>
public class LawsOfJointStatements
{
    [Fact]
    public void A_joint_statement_gives_each_holder_the_stance_it_would_have_had_from_its_own() => Histories.Scenes.Hold(scene =>
    {
        var (jointly, apart) = (new History(), new History());
        var recorded = new List<RecordStatement>();
        foreach (var (body, target) in scene.Drafts)
        {
            var act = body.Kind.IsAct && target < recorded.Count ? recorded[target] : null;
            var (ours, theirs) = (Id(2 * recorded.Count), Id((2 * recorded.Count) + 1));
            var command = new RecordStatement("party", ours, null, body with { RefersTo = act?.Id }) { JointWith = [new("other", theirs)] };
            if (jointly.Send(command) is not Decision.Accepted)
                continue;

            recorded.Add(command);
            Assert.IsType<Decision.Accepted>(apart.Send(new RecordStatement("party", ours, null, command.Body)));
            Assert.IsType<Decision.Accepted>(apart.Send(
                new RecordStatement("other", theirs, null, body with { RefersTo = act?.JointWith[0].Statement })));
        }

        foreach (var party in new[] { "party", "other" })
            Assert.Equal(apart.Stance(scene.On, scene.Policy, party), jointly.Stance(scene.On, scene.Policy, party));
    });

    private static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);
}
