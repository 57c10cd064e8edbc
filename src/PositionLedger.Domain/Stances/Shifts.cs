using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>Reads shifts off stances: how the party moved, by one knowledge. What a recorder did is no shift.</summary>
public static class Shifts
{
    /// <summary>Every shift of a timeline, in order of days.</summary>
    /// <param name="timeline">All of it: a later part doesn't tell what was first.</param>
    public static ValueList<Shift> ShiftsOf(StanceTimeline timeline) => Of(timeline.Periods);

    /// <summary>Every shift from one period to the next, in order of days; a change of nothing but confidence or flags is none.</summary>
    /// <param name="periods">All periods of a timeline, from its beginning.</param>
    public static ValueList<Shift> Of(ValueList<StancePeriod> periods)
    {
        var shifts = new List<Shift>();
        var precedent = new Precedent(HomePoleOf(periods), HasSpoken: false);
        var before = ShiftSide.Undeclared;
        foreach (var period in periods)
        {
            var after = ShiftSide.Of(period);
            if (Between(before, after, period.From, precedent) is { } shift)
                shifts.Add(shift);

            before = after;
            precedent = precedent with { HasSpoken = precedent.HasSpoken || after.Stance != Outcome.Undeclared };
        }

        return [.. shifts];
    }

    /// <summary>The shift from one day to a later one, whatever lay between; null where the party stands as it did.</summary>
    /// <param name="periods">All periods of a timeline, from its beginning.</param>
    /// <param name="before">The earlier day (UTC, inclusive).</param>
    /// <param name="after">The later day (UTC, inclusive); the shift is dated by it.</param>
    public static Shift? Between(ValueList<StancePeriod> periods, LocalDate before, LocalDate after)
    {
        var precedent = new Precedent(
            HomePoleOf(periods), periods.Any(period => period.From <= before && period.Stance != Outcome.Undeclared));
        return Between(SideOn(periods, before), SideOn(periods, after), after, precedent);
    }

    /// <summary>The shift between two stances of one party on one issue; null where neither its face nor what governs differs.</summary>
    /// <param name="on">The day of the later one, which the shift is dated by.</param>
    public static Shift? Between(ShiftSide before, ShiftSide after, LocalDate on, Precedent precedent)
    {
        if (before == after)
            return null;

        var kind = ShiftTable.KindOf(before, after, precedent);
        return new(on, before, after, kind, ShiftTable.DirectionOf(before, after), ShiftWording.Of(kind, before, after));
    }

    /// <summary>The sign of the first stance on the scale other than open; 0 where there is none.</summary>
    public static int HomePoleOf(ValueList<StancePeriod> periods) =>
        Math.Sign((int?)periods.FirstOrDefault(period => period.Stance.IsOnScale && period.Stance != Outcome.Open)?.Stance ?? 0);

    private static ShiftSide SideOn(ValueList<StancePeriod> periods, LocalDate on) =>
        periods.FirstOrDefault(period => period.Covers(on)) is { } period ? ShiftSide.Of(period) : ShiftSide.Undeclared;
}
