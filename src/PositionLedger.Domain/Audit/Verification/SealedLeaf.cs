using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>A leaf in its place.</summary>
/// <param name="IsOfEvent">Whether its event is there, and has no other leaf.</param>
/// <param name="Hash">Null where the leaf has no entry to be hashed.</param>
internal sealed record SealedLeaf(EventPlace Place, bool IsOfEvent, TreeHash? Hash, byte[] Entry, Instant? RecordedAt);
