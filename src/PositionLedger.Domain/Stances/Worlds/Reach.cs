namespace PositionLedger.Domain.Stances.Worlds;

/// <summary>Worlds alike up to here: the days on which what governs may have been said, and when the next one may speak.</summary>
/// <param name="From">The first day on which what governs may have been said.</param>
/// <param name="To">The last one; every day between is possible too.</param>
/// <param name="Next">The first day on which somebody may speak next …</param>
/// <param name="Lag">… but not within so many days after what governs was said.</param>
internal readonly record struct Reach(int From, int To, int Next, int Lag)
{
    /// <summary>So long ago that everybody takes over.</summary>
    public const int LongAgo = 2 * DayNumber.OpenStart;

    private const int Silence = Succession.MaxDaysOfSilence;

    public bool Covers(Reach other) => From <= other.From && To >= other.To && Next <= other.Next && Lag <= other.Lag;

    /// <summary>Whether it and another one leave no day between them and differ in nothing else.</summary>
    public bool Adjoins(Reach other) => Next == other.Next && Lag == other.Lag && From <= other.To + 1 && other.From <= To + 1;

    public Reach JoinedWith(Reach other) => this with { From = Math.Min(From, other.From), To = Math.Max(To, other.To) };

    /// <summary>The same, seen from the start of a stretch of days that lies behind all that was said.</summary>
    public Reach SeenFrom(int start) => To + Silence < start ? new(LongAgo, LongAgo, start, 1) : this with { Next = start, Lag = 1 };

    /// <summary>The first day of a window on which a voice takes over from what governs, in one of these worlds.</summary>
    /// <param name="atOnce">Whether it need not wait for silence.</param>
    /// <param name="endsOn">The last day that what governs holds.</param>
    public int TakenOverFrom(int start, bool atOnce, int endsOn)
    {
        var first = Math.Max(Math.Max(Next, From + Lag), start);
        if (atOnce || first > endsOn)
            return first;

        var afterSilence = Math.Max(first, From + Math.Max(Lag, Silence + 1));
        return endsOn == Ruler.NoEnd ? afterSilence : Math.Min(afterSilence, endsOn + 1);
    }

    /// <summary>The worlds in which a lower voice of the window doesn't take over; it speaks as early as it can.</summary>
    /// <returns>Null where there are none.</returns>
    public Reach? Outlasting(int start, int end, int endsOn)
    {
        var (first, last) = (Math.Max(Next, start), Math.Min(end, endsOn));
        var (from, to) = (Math.Max(From, first - Silence), Math.Min(To, last - Lag));
        return first <= last && from <= to ? new(from, to, first + 1, Lag + 1) : null;
    }
}
