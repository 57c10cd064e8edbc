using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>The record moved: what the ledger says about the past is another thing than before. The party did nothing.</summary>
/// <param name="Event">The event that brought it about.</param>
/// <param name="RecordedAt">When that was recorded, by the ledger's clock.</param>
/// <param name="Statement">The statement it is about; null for a source's grade.</param>
/// <param name="Source">The source that was graded, or whose report was judged; null otherwise.</param>
/// <param name="Stretch">Where the stance was revised, for <see cref="RevisionKind.StanceRevised"/>; null otherwise.</param>
public sealed record Revision(
    RevisionKind Kind, Guid Event, Instant RecordedAt, Guid? Statement, string? Source = null, RevisedStretch? Stretch = null);

/// <summary>The first stretch of days on which the ledger now tells another stance than it did.</summary>
/// <param name="From">The first such day (UTC, the world's clock).</param>
/// <param name="Until">The last day on which both are still the same two, inclusive; null while that has no end.</param>
public sealed record RevisedStretch(LocalDate From, LocalDate? Until, Outcome Before, Outcome After);

/// <summary>What moved the record.</summary>
public enum RevisionKind
{
    /// <summary>Something was put on record after something that happened later.</summary>
    Backfilled,
    Corrected,
    Retracted,
    Reinstated,

    /// <summary>A report was added.</summary>
    Corroborated,

    /// <summary>A report was taken off.</summary>
    Uncorroborated,

    /// <summary>A source or a report is judged otherwise, or the same again for a new reason.</summary>
    Regraded,

    /// <summary>The stance on some day is another one; beside the revision that did it, or after a denial that reaches back.</summary>
    StanceRevised,
}
