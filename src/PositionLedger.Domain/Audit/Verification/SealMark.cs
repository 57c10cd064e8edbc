using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>What of a seal the leaves are held against.</summary>
internal readonly record struct SealMark(long Size, TreeHash Root, Instant SealedAt)
{
    public override string ToString() => Words.OfSeal(Size, SealedAt);
}
