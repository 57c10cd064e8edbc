using Npgsql;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>Writes what was sealed, in one round trip.</summary>
internal static class SealedRows
{
    private const string Leaves = """
        insert into ledger.leaf (leaf_index, event_id, entry, hash)
        select $1 + u.place - 1, u.id, u.entry, u.hash from unnest($2::uuid[], $3::bytea[], $4::bytea[]) with ordinality u(id, entry, hash, place)
        """;

    private const string Salts = "insert into ledger.event_salt (event_id, salt) select * from unnest($1::uuid[], $2::bytea[])";

    private const string Nodes = """
        insert into ledger.tree_node (level, node_index, hash) select * from unnest($1::int[], $2::bigint[], $3::bytea[])
        """;

    private const string Checkpoints = """
        insert into ledger.checkpoint (sealed_at, tree_size, root, note, seal)
        select * from unnest($1::timestamptz[], $2::bigint[], $3::bytea[], $4::text[], $5::text[])
        """;

    /// <param name="first">The place of the first leaf.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection, long first, Leaf[] leaves, IReadOnlyList<ClosedNode> closed, SealedCheckpoint[] seals, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        if (leaves.Length > 0)
        {
            Add(batch, Leaves, first, Array.ConvertAll(leaves, leaf => leaf.EventId), Array.ConvertAll(leaves, leaf => leaf.Entry),
                Array.ConvertAll(leaves, leaf => leaf.Hash.ToArray()));
            var salted = Array.FindAll(leaves, leaf => leaf.Salt is not null);
            Add(batch, Salts, Array.ConvertAll(salted, leaf => leaf.EventId), Array.ConvertAll(salted, leaf => leaf.Salt!));
        }

        if (closed.Count > 0)
        {
            Add(batch, Nodes, closed.Select(node => node.Level).ToArray(), closed.Select(node => node.Index).ToArray(),
                closed.Select(node => node.Hash.ToArray()).ToArray());
        }

        if (seals.Length > 0)
        {
            Add(batch, Checkpoints, Array.ConvertAll(seals, seal => seal.SealedAt.ToDateTimeUtc()), Array.ConvertAll(seals, seal => seal.Size),
                Array.ConvertAll(seals, seal => Convert.FromBase64String(seal.Root)), Array.ConvertAll(seals, seal => seal.Note),
                Array.ConvertAll(seals, seal => seal.Seal));
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
