using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>A leaf in its place.</summary>
/// <param name="Hash">Null where the leaf has no entry to be hashed.</param>
internal sealed record SealedLeaf(EventPlace Place, TreeHash? Hash, byte[] Entry, Instant? RecordedAt);
