using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>The first day of a stance that has held without a break.</summary>
/// <remarks>
/// Between two drop-outs candidates only join, so that one succession tells the stance of all these days; most histories have
/// none. Before a drop-out others may have governed, and the succession is made anew as of the day before it.
/// </remarks>
internal static class Since
{
    /// <summary>Goes back over the party's own stances and, where it has none, those of the blocs that spoke for it then.</summary>
    public static LocalDate? Of(Heard own, Blocs blocs, LocalDate on, Policy policy, Outcome stance)
    {
        LocalDate? since = null;
        for (var day = on; since is null || blocs.Exist; day = since.Value.PlusDays(-1))
        {
            var heard = own.SuccessionOn(day).Governing is null ? blocs.SpeakingOn(day) : own;
            var succession = heard?.SuccessionOn(day);
            if (succession?.Governing is not { } governing || Face.Of(governing, day).Outcome != stance)
                break;

            var from = Of(succession, governing, heard!.Candidates, day, policy);
            since = heard == own ? from : Latest(from, blocs.UnchangedSince(day), own.Candidates.LastDropOut(day) ?? LocalDate.MinIsoValue);
        }

        return since;
    }

    private static LocalDate Latest(params ReadOnlySpan<LocalDate> days)
    {
        var latest = days[0];
        foreach (var day in days)
            latest = LocalDate.Max(latest, day);
        return latest;
    }

    private static LocalDate Of(Succession succession, Voice governing, Candidates candidates, LocalDate on, Policy policy)
    {
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
