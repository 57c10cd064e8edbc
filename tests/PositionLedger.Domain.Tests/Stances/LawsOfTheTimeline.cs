using CsCheck;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The timeline is the one derivation, unrolled: for every history.</summary>
public class LawsOfTheTimeline
{
    private static readonly Gen<(Scene Scene, LocalDate From)> Cut = Gen.Select(Histories.Scenes, Histories.Days);

    private static readonly Gen<(Scene Scene, LocalDate From)> PlainCut = Cut.Select(sample => (sample.Scene with
    {
        Drafts = [.. sample.Scene.Drafts.Select(Certain)],
    }, sample.From));

    [Fact]
    public void On_every_day_it_answers_as_the_rule_does() => Cut.Hold(AnswersAsTheRule);

    [Fact]
    public void On_every_day_it_answers_as_the_rule_does_where_every_day_is_certain() => PlainCut.Hold(AnswersAsTheRule);

    [Fact]
    public void Begun_later_it_is_the_later_part_of_the_whole() => Cut.Hold(IsTheLaterPart);

    [Fact]
    public void Begun_later_it_is_the_later_part_of_the_whole_where_every_day_is_certain() => PlainCut.Hold(IsTheLaterPart);

    [Fact]
    public void Its_periods_follow_each_other_without_a_gap_and_differ() => Histories.Scenes.Hold(scene =>
    {
        var periods = StanceTimeline.Of(DossierOf(scene), scene.Policy).Periods;

        Assert.DoesNotContain(periods.Take(periods.Count - 1), period => period.Until is null);
        Assert.True(periods.Count == 0 || periods[^1].Until is null);
        foreach (var (earlier, later) in periods.Zip(periods.Skip(1)))
        {
            Assert.Equal(later.From, earlier.Until?.PlusDays(1));
            Assert.True(earlier.From <= earlier.Until);
            Assert.NotEqual(earlier with { From = later.From, Until = later.Until }, later);
        }
    });

    internal static Dossier DossierOf(Scene scene) => new(new History(scene.Drafts).Statements, Say.Grades);

    private static void AnswersAsTheRule((Scene Scene, LocalDate From) sample)
    {
        var (scene, from) = sample;
        var dossier = DossierOf(scene);
        var whole = StanceTimeline.Of(dossier, scene.Policy);
        var later = StanceTimeline.Of(dossier, scene.Policy, from);

        foreach (var on in DaysToAsk(dossier, scene.On))
        {
            var answer = StanceRule.Derive(dossier, on, scene.Policy) with { Considered = [] };
            Assert.Equal(answer, whole.At(on));
            if (on >= from)
                Assert.Equal(answer, later.At(on));
        }
    }

    private static void IsTheLaterPart((Scene Scene, LocalDate From) sample)
    {
        var (scene, from) = sample;
        var dossier = DossierOf(scene);
        var whole = StanceTimeline.Of(dossier, scene.Policy);

        var later = StanceTimeline.Of(dossier, scene.Policy, from);

        Assert.Equal(whole.Periods.Where(p => !(p.Until < from)).Select(p => p with { From = LocalDate.Max(p.From, from) }), later.Periods);
        Assert.Equal(whole.Voices.Where(v => !(v.Until < from)).Select(v => v with { From = LocalDate.Max(v.From, from) }), later.Voices);
    }

    private static IEnumerable<LocalDate> DaysToAsk(Dossier dossier, LocalDate on) => dossier.Own
        .SelectMany(s => (LocalDate[])[s.Body.SaidOn.Latest.PlusDays(-1), s.Body.SaidOn.Latest, s.Body.SaidOn.Earliest, s.Body.EffectiveUntil ?? on, s.Body.SaidOn.Latest.PlusDays(181)])
        .Append(on).Distinct();

    private static Draft Certain(Draft draft) => draft.Body.SaidOn.IsUncertain
        ? draft with { Body = draft.Body with { SaidOn = SaidOn.Day(draft.Body.SaidOn.Latest) } }
        : draft;
}
