using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>An event that was sealed only by a later seal than the first one after it was recorded, and how long after.</summary>
public sealed record Lag(EventPlace Event, Instant RecordedAt, Instant SealedAt)
{
    public Duration Time => SealedAt - RecordedAt;
}
