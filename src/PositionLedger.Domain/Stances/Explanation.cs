using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 12: what became of every statement that could govern.</summary>
/// <param name="considered">In order of recording; null where the step isn't known yet.</param>
internal sealed class Explanation(Considered?[] considered, Statement[] record)
{
    /// <summary>Every statement with its step; those that dropped out before the succession came with theirs.</summary>
    public ValueList<Considered> Of(Succession succession, LocalDate on, Policy policy)
    {
        StatementBody? successor = null;
        for (var i = succession.Turns.Count - 1; i >= 0; i--)
        {
            var (voice, kind) = succession.Turns[i];
            var step = successor is null ? StepOf(voice, kind, on) : RuleStep.ReplacedLater;
            var other = successor ?? succession.Governing!.First.Body;
            foreach (var speaker in voice.Speakers)
                considered[speaker.Index] = new(record[speaker.Index], step, other) { IsContradicted = voice.IsTied };
            foreach (var unheard in voice.Unheard)
                considered[unheard.Index] = new(record[unheard.Index], StepOf(unheard, voice, policy), voice.First.Body);

            successor = kind == TurnKind.TakesOver ? voice.First.Body : successor;
        }

        return [.. considered.Select((known, index) => known ?? new(record[index], RuleStep.OffScaleGivesWay))];
    }

    private static RuleStep StepOf(Voice voice, TurnKind kind, LocalDate on) => kind switch
    {
        TurnKind.Reaffirms => RuleStep.Reaffirms,
        TurnKind.Diverges => RuleStep.Diverges,
        _ when voice.IsTied => RuleStep.Contested,
        _ => voice.HasLapsedBy(on) ? RuleStep.Lapsed : RuleStep.Governs,
    };

    private static RuleStep StepOf(Candidate unheard, Voice voice, Policy policy)
    {
        if (policy.RanksAuthority && unheard.Authority < voice.Authority)
            return RuleStep.OutrankedOnItsDay;

        // Of equals that differ, only a later moment of the same day decides.
        return unheard.Outcome == voice.Outcome ? RuleStep.RepeatedOnItsDay : RuleStep.OvertakenOnItsDay;
    }
}
