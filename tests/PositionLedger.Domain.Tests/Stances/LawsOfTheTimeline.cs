using CsCheck;
using NodaTime;
using PositionLedger.Domain.Parties;
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

    private static readonly Gen<ValueList<Membership>> Memberships = Gen.Select(Histories.Days, Gen.Int[-1, 40], Gen.Int[0, 3]).Array[1, 2].Select(
        times => ValueList.Create<Membership>(
            [.. times.Select(t => new Membership("other", t.Item1, t.Item2 < 0 ? null : t.Item1.PlusDays(t.Item2), t.Item3 > 0)).DistinctBy(m => m.From)]));

    private static readonly Gen<(Scene Scene, Scene Bloc, ValueList<Membership> Memberships, LocalDate From)> Spoken =
        Gen.Select(CoarseHistories.Scenes, CoarseHistories.Scenes, Memberships, Histories.Days);

    [Fact]
    public void On_every_day_it_answers_as_the_rule_does() => Cut.Hold(sample => AnswersAsTheRule(DossierOf(sample.Scene), sample.Scene, sample.From));

    [Fact]
    public void On_every_day_it_answers_as_the_rule_does_where_every_day_is_certain() =>
        PlainCut.Hold(sample => AnswersAsTheRule(DossierOf(sample.Scene), sample.Scene, sample.From));

    [Fact]
    public void On_every_day_it_answers_as_the_rule_does_where_a_bloc_may_speak() => Spoken.Hold(sample =>
    {
        var history = new History(sample.Scene.Drafts.Take(2));
        foreach (var draft in sample.Bloc.Drafts.Take(3))
            history.Record(draft, "other");
        var dossier = history.Dossier with
        {
            OfBlocs = [.. history.Ledger.Statements.Values.Where(statement => statement.Party == "other")],
            Memberships = sample.Memberships,
        };

        AnswersAsTheRule(dossier, sample.Scene, sample.From);
    });

    [Fact]
    public void Begun_later_it_is_the_later_part_of_the_whole() =>
        Cut.Hold(sample => IsTheLaterPart(DossierOf(sample.Scene), sample.Scene, sample.From));

    [Fact]
    public void Begun_later_it_is_the_later_part_of_the_whole_where_every_day_is_certain() =>
        PlainCut.Hold(sample => IsTheLaterPart(DossierOf(sample.Scene), sample.Scene, sample.From));

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

    [Fact]
    public void Placed_on_latest_days_it_tells_the_same_stances() => Cut.Hold(sample =>
    {
        var dossier = DossierOf(sample.Scene);
        var answer = StanceRule.Derive(dossier, sample.From, sample.Scene.Policy) with { Considered = [] };

        Assert.Equal(answer with { Possible = [answer.Stance] }, StanceTimeline.PlacedOnLatestDays(dossier, sample.Scene.Policy).At(sample.From));
    });

    internal static Dossier DossierOf(Scene scene) => new(new History(scene.Drafts).Statements, Say.Grades);

    private static void AnswersAsTheRule(Dossier dossier, Scene scene, LocalDate from)
    {
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

    private static void IsTheLaterPart(Dossier dossier, Scene scene, LocalDate from)
    {
        var whole = StanceTimeline.Of(dossier, scene.Policy);

        var later = StanceTimeline.Of(dossier, scene.Policy, from);

        Assert.Equal(whole.Periods.Where(p => !(p.Until < from)).Select(p => p with { From = LocalDate.Max(p.From, from) }), later.Periods);
        Assert.Equal(whole.Voices.Where(v => !(v.Until < from)).Select(v => v with { From = LocalDate.Max(v.From, from) }), later.Voices);
    }

    // Of each statement one of its days in turn, and the day before.
    private static IEnumerable<LocalDate> DaysToAsk(Dossier dossier, LocalDate on) => dossier.Own.Concat(dossier.OfBlocs)
        .Select((s, i) => (i % 3) switch
        {
            0 => s.Body.SaidOn.Earliest,
            1 => s.Body.SaidOn.Latest,
            _ => (s.Body.EffectiveUntil ?? s.Body.SaidOn.Latest.PlusDays(180)).PlusDays(1),
        })
        .SelectMany(day => day > LocalDate.MinIsoValue ? [day.PlusDays(-1), day] : new[] { day })
        .Append(on).Distinct();

    private static Draft Certain(Draft draft) => draft.Body.SaidOn.IsUncertain
        ? draft with { Body = draft.Body with { SaidOn = SaidOn.Day(draft.Body.SaidOn.Latest) } }
        : draft;
}
