using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>What is sealed, as the database holds it, after its leaves were found to be those of its newest checkpoint.</summary>
/// <param name="Lost">Of how many leaves the event was lost (<see cref="Recovery"/>).</param>
internal sealed record SealedState(LedgerFrontier Tree, Instant? SealedAt, long Lost)
{
    private const string Open = """
        select l.place, n.hash from unnest($1::int[], $2::bigint[]) with ordinality l(level, first, place)
          cross join lateral (
            select leaf_index as at, hash from ledger.leaf where l.level = 0 and leaf_index >= l.first
            union all
            select node_index, hash from ledger.tree_node where l.level > 0 and level = l.level and node_index >= l.first) n
        order by l.place, n.at
        """;

    /// <exception cref="CannotSealException">The leaves aren't those of the newest checkpoint.</exception>
    public static async Task<SealedState> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var size = (await AskAsync(connection, "select coalesce(max(leaf_index) + 1, 0) from ledger.leaf", row => row.GetInt64(0), cancel))[0];
        var newest = await AskAsync(connection, "select tree_size, root, sealed_at from ledger.checkpoint order by sealed_at desc limit 1",
            row => (Size: row.GetInt64(0), Root: new TreeHash(row.GetFieldValue<byte[]>(1)), At: Instant.FromDateTimeUtc(row.GetDateTime(2))), cancel);
        var tree = await EdgeAsync(connection, size, cancel);
        var (signedSize, signedRoot) = newest.Count > 0 ? (newest[0].Size, newest[0].Root) : (0, TreeHash.Empty);
        if (signedSize != size || signedRoot != tree.Root)
        {
            throw new CannotSealException(
                $"The newest checkpoint is of {signedSize} events, and the {size} leaves in the database aren't its tree: somebody changed them by hand. Run ledger verify.");
        }

        var lost = await AskAsync(connection, "select coalesce(sum(lost), 0)::bigint from ledger.recovery", row => row.GetInt64(0), cancel);
        return new(tree, newest.Count > 0 ? newest[0].At : null, lost[0]);
    }

    private static async Task<LedgerFrontier> EdgeAsync(NpgsqlConnection connection, long size, CancellationToken cancel)
    {
        var levels = Enumerable.Range(0, LedgerFrontier.LevelsOf(size)).ToArray();
        var firsts = Array.ConvertAll(levels, level => (size >> (TileAddress.Height * level)) / TileAddress.FullWidth * TileAddress.FullWidth);
        var nodes = await AskAsync(connection, Open, row => (Level: (int)row.GetInt64(0) - 1, Hash: new TreeHash(row.GetFieldValue<byte[]>(1))), cancel, levels, firsts);
        var byLevel = nodes.ToLookup(node => node.Level, node => node.Hash);
        if (levels.Any(level => byLevel[level].Count() != (size >> (TileAddress.Height * level)) % TileAddress.FullWidth))
            throw new CannotSealException($"The tree of {size} leaves has nodes missing or too many: somebody changed it by hand. Run ledger verify.");
        return LedgerFrontier.Of(size, [.. levels.Select(level => byLevel[level].ToArray())]);
    }

    private static Task<List<T>> AskAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel, params object[] values) =>
        Database.ListAsync(connection, sql, row, values, cancel);
}
