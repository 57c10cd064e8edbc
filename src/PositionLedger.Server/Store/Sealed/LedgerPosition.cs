using NodaTime;
using Npgsql;

namespace PositionLedger.Server.Store.Sealed;

/// <summary>From how much of the ledger an answer was derived.</summary>
/// <param name="Size">How many events are sealed.</param>
/// <param name="Root">The root of the tree of these events, in base64.</param>
/// <param name="SealedAt">When they were: of an answer by all that is known now, when the ledger was sealed last; null while it never was.</param>
/// <param name="Pending">How many events were recorded besides and aren't sealed yet; none of an answer by an earlier knowledge.</param>
public sealed record LedgerPosition(long Size, string Root, Instant? SealedAt, long Pending)
{
    /// <summary>SQL: of all that is recorded now; read by <see cref="Read"/>.</summary>
    internal const string Columns = $"""
        coalesce(s.tree_size, 0), coalesce(s.root, sha256('')), s.sealed_at,
        ledger.recorded_events() - coalesce(s.tree_size, 0) + (select coalesce(sum(lost), 0)::bigint from ledger.recovery),
        exists ({Losses.CoveringNewest})
        """;

    /// <summary>SQL: the newest checkpoint <c>s</c>, to be joined.</summary>
    internal const string Newest = "(select * from ledger.checkpoint order by sealed_at desc limit 1) s on true";

    private const string Now = $"select {Columns} from (select) here left join {Newest}";

    // Sizes and times grow together: the first checkpoint by size is the first by time too.
    private const string First = """
        select $1, s.root, s.sealed_at, 0::bigint, exists (select from ledger.recovery where lost > 0 and from_size < $1 and to_size >= $1),
          s.tree_size = $1
        from ledger.checkpoint s where s.tree_size >= $1
        order by s.tree_size, s.sealed_at limit 1
        """;

    /// <summary>Whether events were lost that were known at this size: what is answered now isn't what was answered then.</summary>
    internal bool IsLost { get; private init; }

    /// <summary>Whether any answer is the same at this size for ever.</summary>
    internal bool HoldsAll => Pending == 0 && !IsLost;

    internal static async Task<LedgerPosition> ReadAsync(Snapshot snapshot, Knowledge known)
    {
        if (known.Size is not { } size)
            return (await snapshot.ListAsync(Now, row => Read(row, 0)))[0];

        var (position, isRoot) = (await snapshot.ListAsync(First, row => (Read(row, 0), row.GetBoolean(5)), size))[0];
        return isRoot ? position : position with { Root = $"{await LedgerTree.RootAsync(snapshot, size)}" };
    }

    internal static LedgerPosition Read(NpgsqlDataReader row, int first) => new(
        row.GetInt64(first), Convert.ToBase64String(row.GetFieldValue<byte[]>(first + 1)),
        row.IsDBNull(first + 2) ? null : Instant.FromDateTimeUtc(row.GetDateTime(first + 2)), row.GetInt64(first + 3))
    {
        IsLost = row.GetBoolean(first + 4),
    };
}
