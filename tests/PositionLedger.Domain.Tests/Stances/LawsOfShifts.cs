using CsCheck;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What holds for the shifts of every history, and between any two of its days.</summary>
public class LawsOfShifts
{
    private static readonly Gen<(Scene Scene, LocalDate Earlier)> WithAnEarlierDay = Gen.Select(Histories.Scenes, Histories.Days);

    [Fact]
    public void Each_begins_where_the_last_one_ended_and_the_first_with_nothing() => Histories.Scenes.Hold(scene =>
    {
        var before = ShiftSide.Undeclared;
        foreach (var shift in Shifts.ShiftsOf(TimelineOf(scene)))
        {
            Assert.Equal(before, shift.Before);
            Assert.NotEqual(shift.Before, shift.After);
            Assert.NotEmpty(shift.Words);
            before = shift.After;
        }
    });

    [Fact]
    public void Only_the_first_states_something_for_the_first_time() => Histories.Scenes.Hold(scene =>
    {
        var shifts = Shifts.ShiftsOf(TimelineOf(scene));

        Assert.Equal(shifts.Take(1), shifts.Where(shift => shift.Kind == ShiftKind.FirstStated));
    });

    [Fact]
    public void Their_days_are_those_on_which_the_rule_answers_otherwise_than_the_day_before() => Histories.Scenes.Hold(scene =>
    {
        var dossier = LawsOfTheTimeline.DossierOf(scene);
        foreach (var shift in Shifts.ShiftsOf(StanceTimeline.Of(dossier, scene.Policy)))
        {
            var (before, after) = (Derive(shift.On.PlusDays(-1)), Derive(shift.On));
            Assert.Equal((before.Stance, before.Firmness, before.GovernedBy), (shift.Before.Stance, shift.Before.Firmness, shift.Before.GovernedBy));
            Assert.Equal((after.Stance, after.Firmness, after.GovernedBy), (shift.After.Stance, shift.After.Firmness, shift.After.GovernedBy));
        }

        StanceAnswer Derive(LocalDate on) => StanceRule.Derive(dossier, on, scene.Policy);
    });

    [Fact]
    public void Between_two_days_there_is_one_exactly_if_what_stands_differs() => WithAnEarlierDay.Hold(sample =>
    {
        var (scene, earlier) = sample;
        var timeline = TimelineOf(scene);
        var (before, after) = (timeline.At(earlier), timeline.At(scene.On));

        var shift = Shifts.Between(timeline.Periods, earlier, scene.On);

        Assert.Equal(Face(before).Equals(Face(after)), shift is null);
        if (shift is not null)
            Assert.Equal((before.Stance, after.Stance, scene.On), (shift.Before.Stance, shift.After.Stance, shift.On));
    });

    [Fact]
    public void Between_two_days_says_first_stated_only_if_nothing_was_declared_up_to_the_earlier_one()
    {
        var said = That(Stance.Accepts, "2025-01-01");
        var periods = Say.TimelineOf(said, Denial(said, Denies.Content, "2025-02-01"), That(Stance.Open, "2025-03-01")).Periods;

        Assert.Equal(ShiftKind.FirstStated, Shifts.Between(periods, Day("2024-12-31"), Day("2025-03-01"))!.Kind);
        Assert.Equal(ShiftKind.Restated, Shifts.Between(periods, Day("2025-02-01"), Day("2025-03-01"))!.Kind);
        Assert.Equal(ShiftKind.Opened, Shifts.Between(periods, Day("2025-01-01"), Day("2025-03-01"))!.Kind);
        var uncertain = Say.TimelineOf(That(Stance.Accepts, "2025-01-01/2025-01-31")).Periods;
        Assert.Equal(ShiftKind.FirstStated, Shifts.Between(uncertain, Day("2025-01-10"), Day("2025-02-01"))!.Kind);
    }

    private static (Outcome, Firmness?, ValueList<StandingCondition>, Guid?, ValueList<Guid>) Face(StanceAnswer answer) =>
        (answer.Stance, answer.Firmness, answer.Conditions, answer.GovernedBy, answer.Contested);

    private static StanceTimeline TimelineOf(Scene scene) => StanceTimeline.Of(LawsOfTheTimeline.DossierOf(scene), scene.Policy);
}
