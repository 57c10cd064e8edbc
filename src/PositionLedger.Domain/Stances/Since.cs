using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>The first day of a stance that has held without a break.</summary>
/// <remarks>
/// Between two drop-outs candidates only join, so that one succession tells the stance of all these days; most histories have
/// none. Before a drop-out others may have governed, and the succession is made anew as of the day before it.
/// </remarks>
internal static class Since
{
    public static LocalDate? Of(Succession succession, Candidates candidates, LocalDate on, Policy policy)
    {
        if (succession.Governing is not { } governing)
            return null;

        var stance = Face.Of(governing, on).Outcome;
        for (var since = on; ; since = on.PlusDays(1))
        {
            var dropOut = candidates.LastDropOut(on) ?? LocalDate.MinIsoValue;
            since = Unbroken(succession, stance, on, since, dropOut);
            if (since > dropOut)
                return since;

            on = dropOut.PlusDays(-1);
            succession = Succession.Of(candidates.On(on), policy);
        }
    }

    // The first day of the stance as far back as the drop-out, on or after which this succession holds good.
    private static LocalDate Unbroken(Succession succession, Outcome stance, LocalDate on, LocalDate since, LocalDate dropOut)
    {
        foreach (var (from, outcome) in Backwards(succession.Turns, on))
        {
            if (outcome != stance || since <= dropOut)
                break;

            since = from;
        }

        return since;
    }

    // What governed, as stretches of one outcome: the latest first, each with its first day.
    private static IEnumerable<(LocalDate From, Outcome Outcome)> Backwards(List<Turn> turns, LocalDate on)
    {
        for (var i = turns.Count - 1; i >= 0; i--)
        {
            if (turns[i].Kind != TurnKind.TakesOver)
                continue;

            var voice = turns[i].Voice;
            foreach (var day in Face.Changes(voice, on))
                yield return (day, Face.Of(voice, day).Outcome);

            yield return (voice.Day, Face.Of(voice, voice.Day).Outcome);
            on = voice.Day.PlusDays(-1);
        }
    }
}
