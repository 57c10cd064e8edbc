using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>An event as it stands recorded.</summary>
/// <param name="RecordedAt">When it was recorded, by the ledger's clock.</param>
/// <param name="Stream">The stream it belongs to, <c>party/ukraine</c> or <c>source/rt</c>.</param>
public sealed record RecordedChange(Guid Event, Instant RecordedAt, string Stream, LedgerEvent Fact);
