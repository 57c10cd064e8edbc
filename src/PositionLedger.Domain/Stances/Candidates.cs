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
        On(on, standing);
        return standing;
    }

    /// <summary>The same into a list that is used again.</summary>
    public void On(LocalDate on, List<Candidate> standing)
    {
        standing.Clear();
        foreach (var candidate in _byDay)
        {
            if (candidate.StandsOn(on))
                standing.Add(candidate);
        }

        if (standing.Exists(candidate => candidate.TakesAPlace))
            standing.RemoveAll(candidate => !candidate.TakesAPlace);
    }

    /// <summary>The last day up to <paramref name="on"/> on which candidates dropped out; since then they only joined.</summary>
    /// <returns>Null when none ever did.</returns>
    public LocalDate? LastDropOut(LocalDate on)
    {
        // Those who take no place gave way on the day of the first who takes one.
        var last = Array.Find(_byDay, candidate => candidate.TakesAPlace && candidate.StandsOn(on))?.Day;
        foreach (var candidate in _byDay)
        {
            if (candidate.Effect.RemovedOn is { } removedOn && removedOn <= on)
                last = LocalDate.Max(removedOn, last ?? removedOn);
        }

        return last;
    }

    /// <summary>The days on which candidates may drop out, ascending, and before them the first day of all; in between they only join.</summary>
    public SortedSet<LocalDate> DropOuts()
    {
        var days = new SortedSet<LocalDate>();
        var takesAPlace = new SortedDictionary<LocalDate, int>();
        foreach (var candidate in _byDay.Where(candidate => candidate.StandsOn(candidate.Day)))
        {
            if (days.Count == 0)
                days.Add(candidate.Day);
            if (candidate.Effect.RemovedOn is { } removedOn)
                days.Add(removedOn);
            if (candidate.TakesAPlace)
                Count(takesAPlace, candidate);
        }

        // The first to take a side makes those who take none give way.
        var standing = 0;
        foreach (var (day, change) in takesAPlace)
        {
            if (standing == 0)
                days.Add(day);
            standing += change;
        }

        return days;
    }

    private static void Count(SortedDictionary<LocalDate, int> changes, Candidate candidate)
    {
        changes[candidate.Day] = changes.GetValueOrDefault(candidate.Day) + 1;
        if (candidate.Effect.RemovedOn is { } removedOn)
            changes[removedOn] = changes.GetValueOrDefault(removedOn) - 1;
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
