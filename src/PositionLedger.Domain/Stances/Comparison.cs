using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>Two knowledges of the same stance, compared day by day.</summary>
internal static class Comparison
{
    /// <summary>The first days on which the stance differs, as long as it differs in the same way; null when it never does.</summary>
    public static RevisedStretch? FirstDifference(ValueList<StancePeriod> before, ValueList<StancePeriod> after)
    {
        RevisedStretch? first = null;
        var (i, j) = (-1, -1);
        foreach (var day in before.Concat(after).Select(period => period.From).Distinct().Order())
        {
            i = Forward(before, i, day);
            j = Forward(after, j, day);
            var (was, now) = (StanceOf(before, i), StanceOf(after, j));
            if (first is not null && (was, now) != (first.Before, first.After))
                return first with { Until = day.PlusDays(-1) };
            if (first is null && was != now)
                first = new(day, null, was, now);
        }

        return first;
    }

    private static int Forward(ValueList<StancePeriod> periods, int index, LocalDate day)
    {
        while (index + 1 < periods.Count && periods[index + 1].From <= day)
            index++;
        return index;
    }

    private static Outcome StanceOf(ValueList<StancePeriod> periods, int index) => index < 0 ? Outcome.Undeclared : periods[index].Stance;
}
