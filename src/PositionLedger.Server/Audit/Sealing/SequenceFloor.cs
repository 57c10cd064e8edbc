namespace PositionLedger.Server.Audit.Sealing;

/// <summary>From which sequence number on unsealed events are looked for first; what lies below it is found by counting.</summary>
/// <param name="Settled">What was sealed some time ago: nearly everybody who had a lower number has committed since.</param>
/// <param name="Settling">What was the highest when <paramref name="Since"/> began.</param>
/// <param name="Reached">Where a reading that couldn't take all goes on; 0 where it took all.</param>
internal readonly record struct SequenceFloor(long Settled, long Settling, long Reached, long Since)
{
    // Longer than a transaction of the writer lasts.
    private const long MillisecondsToSettle = 3_000;

    public long Value => Math.Max(Settled, Reached);

    public SequenceFloor After(UnsealedEvents read, long now)
    {
        var highest = Math.Max(Math.Max(Settling, Reached), read.Looked);
        var reached = read.IsFull ? highest : 0;
        return now - Since < MillisecondsToSettle ? this with { Reached = reached } : new(Settling, highest, reached, now);
    }
}
