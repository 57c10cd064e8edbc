namespace PositionLedger.Server.Audit.Sealing;

/// <summary>Under which numbers of the sequence the sealer looks for events: above the highest that it knows, and where one was missing below.</summary>
/// <remarks>
/// A number is missing while whoever took it hasn't committed, and for good if it was rolled back. It is looked for during some seconds;
/// whoever is slower than that is found by counting (<see cref="Leader"/>).
/// </remarks>
internal sealed class SequenceGaps
{
    // Longer than a transaction of the writer lasts.
    private const long MillisecondsToWait = 3_000;

    // Also bounds what a server looks at that has just begun, and doesn't know what was sealed before it.
    private const long Reach = 20_000;

    private List<Gap> _open = [];

    /// <summary>The highest number that was looked at; 0 at first.</summary>
    public long Highest { get; private set; }

    /// <summary>What was missing below it, in ascending order.</summary>
    public IReadOnlyList<Gap> Open => _open;

    /// <param name="numbers">The numbers of the events that were found, in ascending order.</param>
    /// <param name="upTo">Up to which number every event was found that there was to find.</param>
    /// <param name="now">Milliseconds, of any clock that only goes forward.</param>
    public void Saw(List<long> numbers, long upTo, long now)
    {
        _open = [.. _open.Where(gap => now - gap.Since < MillisecondsToWait).SelectMany(gap => gap.Without(numbers))];
        if (upTo <= Highest)
            return;

        _open.AddRange(new Gap(Math.Max(Highest, upTo - Reach) + 1, upTo, now).Without(numbers));
        Highest = upTo;
    }

    /// <summary>Numbers that follow each other, from the first to the last.</summary>
    internal readonly record struct Gap(long First, long Last, long Since)
    {
        /// <summary>What is left of it when these numbers, which ascend, are taken out.</summary>
        public IEnumerable<Gap> Without(List<long> numbers)
        {
            var found = numbers.BinarySearch(First);
            var first = First;
            for (var i = found < 0 ? ~found : found; i < numbers.Count && numbers[i] <= Last; i++)
            {
                if (numbers[i] > first)
                    yield return this with { First = first, Last = numbers[i] - 1 };
                first = numbers[i] + 1;
            }

            if (first <= Last)
                yield return this with { First = first };
        }
    }
}
