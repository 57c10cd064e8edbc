using PositionLedger.Domain;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Store.Sealed;

/// <summary>Reads roots and proofs off the stored tree.</summary>
internal static class LedgerTree
{
    // What is stored are leaves and every eighth level above them; a node in between is made of up to 128 of those below it.
    private const string Hashes = """
        select a.place, string_agg(n.hash, ''::bytea order by n.at) from unnest($1::int[], $2::bigint[], $3::bigint[]) with ordinality a(level, first, after, place)
          cross join lateral (
            select leaf_index as at, hash from ledger.leaf where a.level = 0 and leaf_index >= a.first and leaf_index < a.after
            union all
            select node_index, hash from ledger.tree_node where a.level > 0 and level = a.level and node_index >= a.first and node_index < a.after) n
        group by a.place
        """;

    /// <summary>The root of the first <paramref name="size"/> leaves, of which there must be as many.</summary>
    public static async Task<TreeHash> RootAsync(Snapshot snapshot, long size) => (await ReadAsync(snapshot, ProofPlan.Root(size)))[0];

    /// <summary>The hashes of a proof in a tree that the database holds.</summary>
    public static async Task<ValueList<TreeHash>> ReadAsync(Snapshot snapshot, ProofPlan plan) => (await ReadAsync(snapshot, [plan]))[0];

    /// <summary>The hashes of several proofs; what they share is read once.</summary>
    public static async Task<IReadOnlyList<ValueList<TreeHash>>> ReadAsync(Snapshot snapshot, IReadOnlyList<ProofPlan> plans)
    {
        TreeNode[] nodes = [.. plans.SelectMany(plan => plan.Nodes).Distinct()];
        var rows = nodes.Length == 0 ? [] : await snapshot.ListAsync(
            Hashes, row => (Place: (int)row.GetInt64(0) - 1, Hash: Fold(row.GetFieldValue<byte[]>(1))),
            nodes.Select(node => node.Level / TileAddress.Height).ToArray(),
            nodes.Select(node => node.Index << (node.Level % TileAddress.Height)).ToArray(),
            nodes.Select(node => (node.Index + 1) << (node.Level % TileAddress.Height)).ToArray());
        var byNode = rows.ToDictionary(row => nodes[row.Place], row => row.Hash);
        return [.. plans.Select(plan => plan.Assemble([.. plan.Nodes.Select(node => byNode[node])]))];
    }

    // They are a power of two, one after the other.
    private static TreeHash Fold(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length == TreeHash.Length)
            return new(hashes);

        var half = hashes.Length / 2;
        return TreeHash.OfNode(Fold(hashes[..half]), Fold(hashes[half..]));
    }
}
