using NodaTime;

namespace PositionLedger.Server.Store.Sealed;

/// <summary>Events that were sealed and are nowhere any more, so that what was known at these sizes of the ledger can't be told.</summary>
/// <param name="From">Up to this size nothing is missing.</param>
/// <param name="To">From the next larger size on, answers are what they were when they were given.</param>
internal sealed record Losses(long From, long To, long Count, Instant ToldAt)
{
    /// <summary>SQL: those at the size of the newest checkpoint <c>s</c>.</summary>
    public const string CoveringNewest = "select from ledger.recovery where lost > 0 and from_size < s.tree_size and to_size >= s.tree_size";

    private const string Covering = "select from_size, to_size, lost, recovered_at from ledger.recovery where lost > 0 and from_size < $1 and to_size >= $1";

    /// <summary>What is lost of what was known at a size.</summary>
    /// <param name="moment">When it was known; null for ever since. When the loss had been told, it was known without what is lost.</param>
    public static async Task<Losses?> AtAsync(Database database, long size, Instant? moment, CancellationToken cancel) =>
        (await database.FirstAsync(Covering,
            row => new Losses(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), Instant.FromDateTimeUtc(row.GetDateTime(3))), cancel, size))
        is { } lost && !(moment >= lost.ToldAt) ? lost : null;
}
