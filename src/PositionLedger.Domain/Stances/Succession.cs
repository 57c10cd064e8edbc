using System.Runtime.InteropServices;
using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 6: the days' voices in order, each with what came of it.</summary>
internal sealed class Succession
{
    /// <summary>How long a higher voice outlasts a lower one, and how long a stance stays fresh.</summary>
    public const int MaxDaysOfSilence = 180;

    private int _lastToTakeOver = -1;

    private Succession(int capacity) => Turns = new(capacity);

    public List<Turn> Turns { get; }

    /// <summary>What governs at the end; null when nobody spoke.</summary>
    public Voice? Governing => _lastToTakeOver < 0 ? null : Turns[_lastToTakeOver].Voice;

    /// <summary>The voices that have not taken over since, in order of their days.</summary>
    public IEnumerable<Turn> SinceThen => Turns.Skip(_lastToTakeOver + 1);

    /// <param name="candidates">By their days, those of one day in order of recording.</param>
    public static Succession Of(List<Candidate> candidates, Policy policy)
    {
        var succession = new Succession(candidates.Count);
        succession.Hear(candidates, 0, policy);
        return succession;
    }

    /// <summary>Hears other candidates in place of those it heard: only from the first day on which they differ.</summary>
    public void Rehear(List<Candidate> heard, List<Candidate> candidates, Policy policy)
    {
        var common = CollectionsMarshal.AsSpan(heard).CommonPrefixLength(CollectionsMarshal.AsSpan(candidates));
        if (common == heard.Count && common == candidates.Count)
            return;

        var day = common == heard.Count ? candidates[common].Day
            : common == candidates.Count ? heard[common].Day
            : LocalDate.Min(heard[common].Day, candidates[common].Day);
        while (common > 0 && candidates[common - 1].Day == day)
            common--;

        var kept = Turns.FindLastIndex(turn => turn.Voice.Day < day) + 1;
        Turns.RemoveRange(kept, Turns.Count - kept);
        _lastToTakeOver = Turns.FindLastIndex(turn => turn.Kind == TurnKind.TakesOver);
        Hear(candidates, common, policy);
    }

    private void Hear(List<Candidate> candidates, int start, Policy policy)
    {
        for (int end; start < candidates.Count; start = end)
        {
            for (end = start + 1; end < candidates.Count && candidates[end].Day == candidates[start].Day;)
                end++;

            Hear(Voice.Of(CollectionsMarshal.AsSpan(candidates)[start..end], policy), policy);
        }
    }

    private void Hear(Voice voice, Policy policy)
    {
        var governing = Governing;
        if (governing is null || TakesOver(voice, governing, policy))
        {
            _lastToTakeOver = Turns.Count;
            Turns.Add(new(voice, TurnKind.TakesOver));
        }
        else
        {
            Turns.Add(new(voice, Repeats(voice, governing) ? TurnKind.Reaffirms : TurnKind.Diverges));
        }
    }

    private static bool TakesOver(Voice voice, Voice governing, Policy policy) =>
        !policy.RanksAuthority
        || voice.Authority >= governing.Authority
        || governing.HasLapsedBy(voice.Day)
        || Period.DaysBetween(governing.Day, voice.Day) > MaxDaysOfSilence;

    // Two ties are never the same stance, though both are contested.
    private static bool Repeats(Voice voice, Voice governing) => !voice.IsTied && voice.Outcome == governing.Outcome;
}

/// <summary>One day's voice, and what it did.</summary>
internal readonly record struct Turn(Voice Voice, TurnKind Kind);

internal enum TurnKind
{
    TakesOver,

    /// <summary>It doesn't take over, and says the same as what governs.</summary>
    Reaffirms,

    /// <summary>It doesn't take over, and says otherwise.</summary>
    Diverges,
}
