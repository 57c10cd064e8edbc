using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rules 8 to 11: what the voice that governs comes to on the date asked about.</summary>
internal static class Answer
{
    public static StanceAnswer Of(Succession succession, LocalDate on, Lane lane)
    {
        if (succession.Governing is not { } voice)
            return new() { Stance = Outcome.Undeclared };

        var face = Face.Of(voice, on);
        var answer = new StanceAnswer
        {
            Stance = face.Outcome,
            Firmness = face.Firmness,
            Conditions = face.Conditions,
            Stale = !IsFresh(voice, on) && !succession.SinceThen.Any(turn => turn.Kind == TurnKind.Reaffirms && IsFresh(turn.Voice, on)),
            GovernedBy = voice.IsTied ? null : voice.First.Id,
            Contested = voice.IsTied ? [.. voice.Speakers.Select(speaker => speaker.Id)] : [],
            Flags = [.. Flags(voice)],
            ReaffirmedBy = Speakers(succession, TurnKind.Reaffirms),
            DivergingVoices = Speakers(succession, TurnKind.Diverges),
        };
        return face.Outcome is Outcome.Contested or Outcome.Lapsed ? answer : Graded(answer, voice.First.Body, lane);
    }

    private static StanceAnswer Graded(StanceAnswer answer, StatementBody body, Lane lane)
    {
        var (confidence, basis) = ConfidenceTable.Read(body, lane);
        return answer with { Confidence = confidence, Basis = basis };
    }

    private static bool IsFresh(Voice voice, LocalDate on) => Period.DaysBetween(voice.Day, on) <= Succession.MaxDaysOfSilence;

    private static ValueList<Guid> Speakers(Succession succession, TurnKind kind) =>
        [.. succession.SinceThen.Where(turn => turn.Kind == kind).SelectMany(turn => turn.Voice.Speakers).Select(speaker => speaker.Id)];

    private static IEnumerable<StanceFlag> Flags(Voice voice)
    {
        if (voice.Speakers.Any(speaker => speaker.Effect.IsDeniedInVain))
            yield return StanceFlag.DeniedButEvidenced;
        if (voice.Speakers.Any(speaker => speaker.Body.SaidOn.IsApproximate))
            yield return StanceFlag.Approximate;
    }
}
