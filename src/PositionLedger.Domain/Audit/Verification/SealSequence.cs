using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>The seals in their order.</summary>
internal sealed class SealSequence(Tally tally, TrustedKeys keys)
{
    private readonly List<SealMark> _marks = [];
    private SealMark? _last;
    private int _epoch;

    /// <summary>Those that cover no less than the one before.</summary>
    public IReadOnlyList<SealMark> Marks => _marks;

    public SealMark? Newest => _marks.Count > 0 ? _marks[^1] : null;

    public long Size => Newest?.Size ?? 0;

    /// <param name="most">Seals of more leaves than these are too new to be held against them.</param>
    public void Take(CheckedSeal read, long most)
    {
        tally.Add(AuditPoint.Seals, read.Finding);
        if (read.Seal is not { } seal)
            return;

        var mark = new SealMark(seal.Size, seal.Root, seal.SealedAt);
        var epoch = keys.EpochOf(seal.Origin) ?? _epoch;
        tally.Add(AuditPoint.SealTimes, Disorder(mark, seal.Previous, epoch) is { } what ? Finding.Failed($"{mark} {what}.") : null);
        (_last, _epoch) = (mark, epoch);
        if (mark.Size >= Size && mark.Size <= most)
            _marks.Add(mark);
    }

    private string? Disorder(SealMark mark, Instant? previous, int epoch) =>
        _last is not { } last ? previous is { } missing ? $"{Follows(missing)}, which is not there" : null
        : epoch < _epoch ? "is of an earlier epoch than the one before it"
        : mark.SealedAt <= last.SealedAt ? $"is not later than the one before it, at {Microseconds.Format(last.SealedAt)}"
        : mark.Size < last.Size ? $"covers less than the one before it, which is of {Words.Events(last.Size)}"
        : previous != last.SealedAt ? previous is { } other ? $"{Follows(other)}, and not the one before it, at {Microseconds.Format(last.SealedAt)}" : "says that it is the first"
        : null;

    private static string Follows(Instant previous) => $"follows a seal at {Microseconds.Format(previous)}";
}
