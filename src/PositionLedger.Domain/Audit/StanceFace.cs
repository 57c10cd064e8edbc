using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Audit;

/// <summary>What a stance shows of itself: all of an answer but its signals and its explanation.</summary>
public sealed record StanceFace(
    Outcome Stance,
    Firmness? Firmness,
    ValueList<StandingCondition> Conditions,
    LocalDate? Since,
    bool Stale,
    Certainty Certainty,
    ValueList<Outcome> Possible,
    Confidence? Confidence,
    Basis? Basis,
    Guid? GovernedBy,
    ValueList<Guid> Contested,
    ValueList<StanceFlag> Flags,
    ValueList<Guid> ReaffirmedBy,
    ValueList<Guid> DivergingVoices)
{
    public static StanceFace Of(StanceAnswer answer) => new(
        answer.Stance, answer.Firmness, answer.Conditions, answer.Since, answer.Stale, answer.Certainty,
        answer.Possible, answer.Confidence, answer.Basis, answer.GovernedBy, answer.Contested, answer.Flags, answer.ReaffirmedBy,
        answer.DivergingVoices);
}
