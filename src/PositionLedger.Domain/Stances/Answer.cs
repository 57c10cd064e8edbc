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

        return Of(voice, on, lane) with
        {
            Stale = !IsFresh(voice.Day, on) && !succession.SinceThen.Any(turn => turn.Kind == TurnKind.Reaffirms && IsFresh(turn.Voice.Day, on)),
            ReaffirmedBy = Speakers(succession, TurnKind.Reaffirms),
            DivergingVoices = Speakers(succession, TurnKind.Diverges),
        };
    }

    /// <summary>What a voice that governs comes to by itself, without those beside it.</summary>
    public static StanceAnswer Of(Voice voice, LocalDate on, Lane lane)
    {
        var face = Face.Of(voice, on);
        var answer = new StanceAnswer
        {
            Stance = face.Outcome,
            Firmness = face.Firmness,
            Conditions = face.Conditions,
            GovernedBy = voice.IsTied ? null : voice.First.Id,
            Contested = voice.IsTied ? [.. voice.Speakers.Select(speaker => speaker.Id)] : [],
            Flags = [.. Flags(voice)],
        };
        return face.Outcome is Outcome.Contested or Outcome.Lapsed ? answer : Graded(answer, voice.First.Body, lane);
    }

    /// <summary>Whether what was said on a day is recent enough on another, so that the stance isn't stale.</summary>
    public static bool IsFresh(LocalDate said, LocalDate on) => Period.DaysBetween(said, on) <= Succession.MaxDaysOfSilence;

    private static StanceAnswer Graded(StanceAnswer answer, StatementBody body, Lane lane)
    {
        var (confidence, basis) = ConfidenceTable.Read(body, lane);
        return answer with { Confidence = confidence, Basis = basis };
    }

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
