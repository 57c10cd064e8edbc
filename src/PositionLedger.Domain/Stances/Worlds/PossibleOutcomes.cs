using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>Rule 9: the outcomes over all worlds, each of which gives every statement one of its possible days.</summary>
internal static class PossibleOutcomes
{
    /// <summary>Up to so many uncertain statements the outcomes are exactly those of the worlds; of more, none is missing.</summary>
    public const int MaxExact = 6;

    private static readonly OutcomeSet All = new(-1);

    /// <param name="record">The statements in order of recording.</param>
    /// <param name="stance">The outcome in the world that has everything on its latest day.</param>
    public static OutcomeSet Of(Statement[] record, Lane lane, LocalDate on, Policy policy, Outcome stance)
    {
        var speeches = Speeches.Of(record, lane, on);
        return speeches.Uncertain switch
        {
            0 => default(OutcomeSet).With(stance),
            > MaxExact => LooseCourse.Outcomes(speeches.Voices, on, policy),
            _ => Exactly(speeches.Voices, on, policy),
        };
    }

    private static OutcomeSet Exactly(List<Speech> voices, LocalDate on, Policy policy)
    {
        var removable = voices.FindAll(voice => voice.Acts.Count > 0);
        // What may be removed doubles the work each time, so that it is worth knowing when nothing more can be found.
        var most = removable.Count > 1 ? LooseCourse.Outcomes(voices, on, policy) : All;
        var outcomes = default(OutcomeSet);
        for (var removed = 0; removed < 1 << removable.Count && outcomes != most; removed++)
        {
            var supposed = removable.Where((_, i) => (removed & 1 << i) != 0).ToHashSet();
            foreach (var isPlaced in (ReadOnlySpan<bool>)[true, false])
            {
                if (Supposition.Of(voices, supposed, isPlaced, DayNumber.Of(on)) is { } supposition)
                    outcomes = outcomes.And(Course.Outcomes(supposition, on, policy));
            }
        }

        return outcomes;
    }
}
