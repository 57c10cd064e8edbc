namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Whether events were recorded before they were sealed, and which ones long before.</summary>
internal sealed class TimeCheck(Tally tally, SealSequence seals, int limit)
{
    private readonly List<Lag> _longest = [];
    private int _covering;

    /// <summary>How many events the ledger was sealed without, after they had been recorded.</summary>
    public long Late { get; private set; }

    /// <summary>The longest lags, the longest first.</summary>
    public ValueList<Lag> Longest => [.. _longest];

    /// <summary>Takes the next leaf; there is a seal that covers it.</summary>
    public void Take(long index, SealedLeaf leaf)
    {
        while (seals.Marks[_covering].Size <= index)
            _covering++;

        var seal = seals.Marks[_covering];
        if (leaf.RecordedAt is not { } recordedAt)
            tally.Unchecked(AuditPoint.Times, "When it was recorded can't be told.", leaf.Place);
        else if (recordedAt > seal.SealedAt)
            tally.Failed(AuditPoint.Times, $"It was recorded at {Microseconds.Format(recordedAt)}, after {Covering(seal)}.", leaf.Place);
        else
            tally.Verified(AuditPoint.Times);
        if (_covering > 0 && leaf.RecordedAt < seals.Marks[_covering - 1].SealedAt)
            Keep(new(leaf.Place, leaf.RecordedAt.Value, seal.SealedAt));
    }

    private static string Covering(SealMark seal) => Words.Lower($"{seal}");

    private void Keep(Lag lag)
    {
        Late++;
        if (_longest.Count == limit && lag.Time <= _longest[^1].Time)
            return;

        var at = _longest.FindIndex(other => other.Time < lag.Time);
        _longest.Insert(at < 0 ? _longest.Count : at, lag);
        if (_longest.Count > limit)
            _longest.RemoveAt(limit);
    }
}
