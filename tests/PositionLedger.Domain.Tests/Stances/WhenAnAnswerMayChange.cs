using CsCheck;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The days on which an answer may change.</summary>
public class WhenAnAnswerMayChange
{
    [Fact]
    public void Are_those_of_statements_ends_and_assessments()
    {
        var certain = That(Stance.Accepts, "2025-03-01").Until("2025-06-30").If("a ceasefire", null, From("2025-04-01", ConditionState.Failed));

        Assert.Equal([Day("2025-03-01"), Day("2025-04-01"), Day("2025-07-01")], Boundaries(Policy.AuthorityFirst, certain));
    }

    [Fact]
    public void Are_also_the_day_after_a_statement_and_the_end_of_its_silence_inside_of_an_uncertain_date()
    {
        var principal = That(Stance.Accepts, "2025-03-01");
        var office = That(Stance.Open, "2025-02-27/2025-12-31", Authority.Office);

        var boundaries = Boundaries(Policy.AuthorityFirst, principal, office);

        string[] expected = ["2025-02-27", "2025-03-01", "2025-03-02", "2025-08-29", "2025-12-31"];
        Assert.All(expected, day => Assert.Contains(Day(day), boundaries));
        Assert.Equal((Day("2025-02-27"), Day("2025-12-31")), (boundaries[0], boundaries[^1]));
        Assert.DoesNotContain(Day("2025-08-29"), Boundaries(Policy.LatestFirst, principal, office));
    }

    [Fact]
    public void Are_not_those_inside_of_an_uncertain_date_that_can_not_govern()
    {
        var principal = That(Stance.Accepts, "2025-03-01");
        var office = That(Stance.Open, "2025-02-27/2025-12-31", Authority.Office);

        foreach (var idle in new[] { office with { Retracted = true }, office.Attributed(Attribution.Leak) })
            Assert.Equal([Day("2025-02-27"), Day("2025-03-01"), Day("2025-12-31")], Boundaries(Policy.AuthorityFirst, principal, idle));
    }

    [Fact]
    public void Are_sorted_and_distinct_and_never_before_the_calendar()
    {
        var boundaries = Boundaries(Policy.AuthorityFirst,
            That(Stance.Accepts, "../2025-03-01"), That(Stance.Open, "../0001-01-05"), That(Stance.Open, "2025-03-01").Until("9999-12-31"));

        Assert.Equal(boundaries.Distinct().Order(), boundaries);
        Assert.DoesNotContain(SaidOn.OpenStart, boundaries);
    }

    [Fact]
    public void Are_none_between_two_of_them() => Gen.Select(Histories.Scenes, Histories.Days).Hold(sample =>
    {
        var (scene, day) = sample;
        var dossier = new Dossier(new History(scene.Drafts).Statements, Grades);
        var (from, to) = scene.On < day ? (scene.On, day) : (day, scene.On);
        if (StanceBoundaries.Of(dossier, scene.Policy).Any(boundary => boundary > from && boundary <= to))
            to = StanceBoundaries.Of(dossier, scene.Policy).First(boundary => boundary > from).PlusDays(-1);

        Assert.Equal(
            StanceRule.Derive(dossier, from, scene.Policy) with { Stale = false }, StanceRule.Derive(dossier, to, scene.Policy) with { Stale = false });
    });

    private static IReadOnlyList<LocalDate> Boundaries(Policy policy, params Statement[] said) => StanceBoundaries.Of(new(said, Grades), policy);
}
