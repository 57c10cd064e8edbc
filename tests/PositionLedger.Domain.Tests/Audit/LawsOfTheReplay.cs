using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What holds for the replay of every party, whatever it, its blocs and its recorders did.</summary>
public class LawsOfTheReplay
{
    [Fact]
    public void It_tells_every_change_of_a_stance_as_the_rule_derives_it_from_all_that_is_known_then() => Annals.Any.Hold(annals =>
    {
        var replay = NewReplay(annals);
        var faces = Faces(annals, 0);
        for (var i = 0; i < annals.Facts.Count; i++)
        {
            var told = Apply(replay, annals.Facts[i]).ToDictionary(change => change.Issue);
            var after = Faces(annals, i + 1);
            foreach (var issue in Annals.Issues)
            {
                if (told.TryGetValue(issue, out var change))
                    Assert.Equal(new(issue, faces[issue], after[issue]), change);
                else
                    Assert.Equal(faces[issue], after[issue]);
            }

            faces = after;
        }
    });

    [Fact]
    public void Folding_what_comes_before_leads_to_the_same_as_telling_it() => Annals.Any.Hold(annals =>
    {
        var (told, folded) = (NewReplay(annals), NewReplay(annals));
        foreach (var (i, fact) in annals.Facts.Index())
        {
            var changes = Apply(told, fact);
            if (i % 5 < 3)
                folded.Fold(fact.Stream, fact.Version, fact.Event);
            else
                Assert.Equal(changes, Apply(folded, fact));
        }
    });

    private static PartyReplay NewReplay(Annals annals) => new(Annals.Party, annals.On, annals.Policy);

    private static IReadOnlyList<ReplayedStance> Apply(PartyReplay replay, Fact fact) => replay.Apply(fact.Stream, fact.Version, fact.Event);

    private static Dictionary<string, StanceFace> Faces(Annals annals, int size) =>
        Annals.Issues.ToDictionary(issue => issue, issue => annals.Face(size, issue));
}
