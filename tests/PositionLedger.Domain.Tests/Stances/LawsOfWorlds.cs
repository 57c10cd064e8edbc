using CsCheck;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Stances.Worlds;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What holds for the possible outcomes of every history.</summary>
public class LawsOfWorlds
{
    /// <summary>Histories with more worlds than this are passed over.</summary>
    private const int MostWorlds = 300;

    private static readonly Gen<(Scene Scene, int Place, int Cut)> Narrowed = Gen.Select(CoarseHistories.Scenes, Gen.Int[0, 5], Gen.Int[1, 9]);

    [Fact]
    public void The_possible_outcomes_are_those_of_all_worlds() => CoarseHistories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        foreach (var asked in Asked(scene, statements))
        {
            var worlds = new AllWorlds(statements, asked.On, asked.Policy);
            if (worlds.Count <= MostWorlds)
                Assert.Equal(worlds.Outcomes(), Ask(statements, asked).Possible);
        }
    });

    [Fact]
    public void Too_many_to_tell_apart_still_miss_no_outcome() => CoarseHistories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        foreach (var asked in Asked(scene, statements))
            AssertWithin(Loosely(statements, asked), Ask(statements, asked).Possible);
    });

    [Fact]
    public void Too_many_to_tell_apart_are_heard_on_any_of_their_days_on_several_or_on_none() => CoarseHistories.ShortScenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        foreach (var asked in Asked(scene, statements))
        {
            var worlds = new LooseWorlds(VoicesOf(statements, asked), asked.On, asked.Policy);
            if (worlds.Count <= MostWorlds)
                Assert.Equal(worlds.Outcomes(), Loosely(statements, asked));
        }
    });

    [Fact]
    public void A_narrower_date_never_adds_an_outcome() => Narrowed.Hold(sample =>
    {
        var (wide, narrow) = Narrow(sample.Scene, sample.Place, sample.Cut);

        AssertWithin(Ask(wide, sample.Scene).Possible, Ask(narrow, sample.Scene).Possible);
    });

    [Fact]
    public void A_narrower_date_never_adds_an_outcome_to_too_many_either() => Narrowed.Hold(sample =>
    {
        var (wide, narrow) = Narrow(sample.Scene, sample.Place, sample.Cut);

        AssertWithin(Loosely(wide, sample.Scene), Loosely(narrow, sample.Scene));
    });

    [Fact]
    public void The_stance_is_always_possible() => Histories.Scenes.Hold(scene =>
    {
        var answer = Ask(new History(scene.Drafts).Statements, scene);

        Assert.Contains(answer.Stance, answer.Possible);
        Assert.Equal(answer.Possible.Count > 1 ? Certainty.Uncertain : Certainty.Certain, answer.Certainty);
    });

    [Fact]
    public void Nothing_uncertain_leaves_nothing_else_possible() => Histories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements
            .ConvertAll(s => s.With(body => body.SaidOn.IsUncertain ? body with { SaidOn = SaidOn.Day(body.SaidOn.Latest) } : body));
        var answer = Ask(statements, scene);

        Assert.Equal([answer.Stance], answer.Possible);
    });

    [Fact]
    public void The_same_instants_in_another_zone_give_the_same_answers() => Gen.Select(Histories.Scenes, Gen.Int[-11, 14]).Hold(sample =>
    {
        var (scene, hours) = sample;
        var statements = new History(scene.Drafts).Statements;
        var elsewhere = statements.ConvertAll(s => s.With(body => body with { SaidOn = In(Offset.FromHours(hours), body.SaidOn) }));

        Assert.Equal(Ask(statements, scene) with { Considered = [] }, Ask(elsewhere, scene) with { Considered = [] });
    });

    // By both policies, on the day asked about and on those about which the days of the statements decide.
    private static IEnumerable<Scene> Asked(Scene scene, List<Statement> statements) =>
        from policy in Policy.All
        from day in statements.SelectMany(s => new[] { s.Body.SaidOn.Latest.PlusDays(-1), s.Body.SaidOn.Latest }).Append(scene.On).Distinct().Take(9)
        select scene with { On = day, Policy = policy };

    private static SaidOn In(Offset offset, SaidOn saidOn) => saidOn.Instant is { } instant
        ? SaidOn.TryParse(instant.WithOffset(offset).ToString("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>", null))!
        : saidOn;

    private static StanceAnswer Ask(IReadOnlyCollection<Statement> statements, Scene scene) =>
        StanceRule.Derive(statements, Say.Grades, scene.On, scene.Policy);

    private static ValueList<Outcome> Loosely(List<Statement> statements, Scene scene) =>
        LooseCourse.Outcomes(VoicesOf(statements, scene), scene.On, scene.Policy).ToList();

    private static List<Speech> VoicesOf(List<Statement> statements, Scene scene) => Speeches.Of([.. statements], new(Say.Grades), scene.On).Voices;

    private static void AssertWithin(ValueList<Outcome> wide, ValueList<Outcome> narrow) => Assert.Empty(narrow.Except(wide));

    // What acts on a statement may have been said from its earliest day on, so that this day decides more than when it was said.
    private static (List<Statement> Wide, List<Statement> Narrow) Narrow(Scene scene, int place, int cut)
    {
        var wide = new History(scene.Drafts).Statements;
        var one = wide.Count == 0 ? null : wide[place % wide.Count];
        if (one is null || !one.Body.SaidOn.IsUncertain)
            return (wide, wide);

        var (from, to) = (one.Body.SaidOn.Earliest, one.Body.SaidOn.Latest);
        var isTarget = wide.Exists(s => s.Body.RefersTo == one.Id);
        from = cut > 4 && !isTarget ? LocalDate.Min(LocalDate.Max(from, to.PlusDays(-9)).PlusDays(cut % 4), to) : from;
        to = cut % 3 > 0 ? LocalDate.Max(from, to.PlusDays(cut is 9 or 8 ? -100 : -cut)) : to;
        var saidOn = from == to ? SaidOn.Day(from) : from == SaidOn.OpenStart ? SaidOn.TryParse($"../{to:uuuu-MM-dd}")! : CoarseHistories.Between(from, to);
        return (wide, wide.ConvertAll(s => s == one ? s.With(body => body with { SaidOn = saidOn }) : s));
    }
}
