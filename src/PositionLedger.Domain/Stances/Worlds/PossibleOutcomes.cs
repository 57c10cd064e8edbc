using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>Rule 9: the outcomes over all worlds, each of which gives every statement one of its possible days.</summary>
internal static class PossibleOutcomes
{
    /// <summary>Up to so many uncertain statements the outcomes are exactly those of the worlds; of more, none is missing.</summary>
    public const int MaxExact = 6;

    /// <param name="record">The statements in order of recording.</param>
    /// <param name="stance">The outcome in the world that has everything on its latest day.</param>
    public static OutcomeSet Of(Statement[] record, Lane lane, LocalDate on, Policy policy, Outcome stance)
    {
        if (Speeches.Of(record, lane, on) is not { Uncertain: > 0 } speeches)
            return default(OutcomeSet).With(stance);

        return speeches.Uncertain > MaxExact
            ? LooseCourse.Outcomes(speeches.Voices, on, policy)
            : Exactly(speeches.Voices, on, policy);
    }

    private static OutcomeSet Exactly(List<Speech> voices, LocalDate on, Policy policy)
    {
        var removable = voices.FindAll(voice => voice.Acts.Count > 0);
        var outcomes = default(OutcomeSet);
        for (var removed = 0; removed < 1 << removable.Count; removed++)
        {
            foreach (var isPlaced in (ReadOnlySpan<bool>)[true, false])
            {
                var supposed = removed;
                if (Supposition.Of(voices, IsRemoved, isPlaced, DayNumber.Of(on)) is { } supposition)
                    outcomes = outcomes.And(Course.Outcomes(supposition, on, policy));

                bool IsRemoved(Speech voice) => removable.IndexOf(voice) is var i && i >= 0 && (supposed & 1 << i) != 0;
            }
        }

        return outcomes;
    }
}
