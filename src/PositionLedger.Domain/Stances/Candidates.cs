using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>Rule 6, first sentence: who can govern on a day, of all that ever could up to the date asked about.</summary>
internal sealed class Candidates
{
    private readonly Candidate[] _byDay;

    /// <param name="inOrder">The candidates in order of recording, also those that were removed meanwhile.</param>
    public Candidates(IEnumerable<Candidate> inOrder)
    {
        _byDay = [.. inOrder];
        if (!IsByDay(_byDay))
            Array.Sort(Array.ConvertAll(_byDay, Place), _byDay);
    }

    /// <summary>The candidates on a day, by their own days, those of one day in order of recording.</summary>
    public List<Candidate> On(LocalDate on)
    {
        var standing = new List<Candidate>(_byDay.Length);
        foreach (var candidate in _byDay)
        {
            if (candidate.StandsOn(on))
                standing.Add(candidate);
        }

        if (standing.Exists(candidate => candidate.TakesAPlace))
            standing.RemoveAll(candidate => !candidate.TakesAPlace);
        return standing;
    }

    /// <summary>The last day up to <paramref name="on"/> on which candidates dropped out; since then they only joined.</summary>
    /// <returns>Null when none ever did.</returns>
    public LocalDate? LastDropOut(LocalDate on)
    {
        LocalDate? last = null;
        LocalDate? placeTaken = null;
        foreach (var candidate in _byDay)
        {
            if (candidate.Effect.RemovedOn is { } removedOn && removedOn <= on && !(removedOn <= last))
                last = removedOn;
            if (placeTaken is null && candidate.TakesAPlace && candidate.StandsOn(on))
                placeTaken = candidate.Day;
        }

        return placeTaken > last || last is null ? placeTaken : last;
    }

    // A number sorts several times as fast as a comparison of dates.
    private static long Place(Candidate candidate) =>
        (((candidate.Day.Year * 16L) + candidate.Day.Month) * 32 + candidate.Day.Day << 32) + candidate.Index;

    private static bool IsByDay(Candidate[] candidates)
    {
        for (var i = 1; i < candidates.Length; i++)
        {
            if (candidates[i].Day < candidates[i - 1].Day)
                return false;
        }

        return true;
    }
}
