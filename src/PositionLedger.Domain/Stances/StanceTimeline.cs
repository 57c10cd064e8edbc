using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>The stance of one party on one issue over the whole of time, by one knowledge and one policy.</summary>
/// <param name="From">The first day that it tells of; null when it tells of all.</param>
/// <param name="Periods">
/// One after the other without a gap, from the first day on which anything is possible; before that the stance is undeclared.
/// </param>
/// <param name="Voices">
/// Who is shown beside the stance, and when: first the lower voices by their days and the order of recording, then the signals in
/// order of recording. A statement that is shown, not shown and shown again has several stretches.
/// </param>
public sealed record StanceTimeline(LocalDate? From, ValueList<StancePeriod> Periods, ValueList<ShownVoice> Voices)
{
    /// <summary>Unrolls the one derivation; on every day it answers as <see cref="StanceRule"/> does.</summary>
    /// <param name="from">The first day asked about (UTC, inclusive), where what was before doesn't matter; null for all.</param>
    public static StanceTimeline Of(Dossier dossier, Policy policy, LocalDate? from = null)
    {
        var line = new TimelineBuilder(dossier, from);
        if (MayAskBlocs(dossier))
            AskEachBoundary(dossier, policy, from, line);
        else
            new TimelineCourse(dossier, policy, from, line, MayDiffer(dossier) ? StanceBoundaries.Of(dossier, policy) : []).Unroll();
        return line.Build();
    }

    /// <summary>The same stances at less cost, but nothing of what else is possible where days are uncertain.</summary>
    public static StanceTimeline PlacedOnLatestDays(Dossier dossier, Policy policy)
    {
        if (MayAskBlocs(dossier))
            return Of(dossier, policy);

        var line = new TimelineBuilder(dossier, null);
        new TimelineCourse(dossier, policy, null, line, []).Unroll();
        return line.Build();
    }

    /// <summary>The stance on a day (UTC, inclusive), without what was considered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before <see cref="From"/>.</exception>
    public StanceAnswer At(LocalDate on)
    {
        if (on < From)
            throw new ArgumentOutOfRangeException(nameof(on), on, "The timeline tells nothing of days before its first.");

        var shown = Voices.Where(voice => voice.Covers(on)).ToList();
        var period = PeriodOn(on);
        var answer = period?.Answer ?? new() { Stance = Outcome.Undeclared, Possible = [Outcome.Undeclared] };
        return answer with
        {
            Stale = period?.SaidDay is { } said && !Answer.IsFresh(said, on)
                && !shown.Exists(voice => voice.Role == VoiceRole.Reaffirms && Answer.IsFresh(voice.SaidDay, on)),
            ReaffirmedBy = [.. shown.Where(voice => voice.Role == VoiceRole.Reaffirms).Select(voice => voice.Statement)],
            DivergingVoices = [.. shown.Where(voice => voice.Role == VoiceRole.Diverges).Select(voice => voice.Statement)],
            Signals = [.. shown.Where(voice => voice.Role == VoiceRole.Signal).Select(Signal)],
        };
    }

    /// <summary>The period a day lies in; null before the first one.</summary>
    public StancePeriod? PeriodOn(LocalDate on)
    {
        var (low, high) = (0, Periods.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Periods[middle].From <= on)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : Periods[low - 1];
    }

    private static bool MayAskBlocs(Dossier dossier) =>
        dossier.OfBlocs.Count > 0 && dossier.Memberships.Any(membership => membership.SpeaksFor);

    private static bool MayDiffer(Dossier dossier) => dossier.Own.Any(statement => statement.Body.SaidOn.IsUncertain);

    private static void AskEachBoundary(Dossier dossier, Policy policy, LocalDate? from, TimelineBuilder line)
    {
        // An open start reaches back to before every boundary.
        LocalDate[] days = [LocalDate.MinIsoValue, .. StanceBoundaries.Of(dossier, policy).Where(day => day > LocalDate.MinIsoValue)];
        for (var i = 0; i < days.Length; i++)
        {
            LocalDate? until = i + 1 < days.Length ? days[i + 1].PlusDays(-1) : null;
            if (!(until < from) || !line.HasBegun)
                line.Answers(days[i], until, StanceRule.Derive(dossier, days[i], policy));
        }
    }

    private static Signal Signal(ShownVoice voice) => new(voice.Statement, voice.Outcome!.Value, voice.Because!.Value);
}
