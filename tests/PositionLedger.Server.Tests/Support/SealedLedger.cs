using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Sealing;

namespace PositionLedger.Server.Tests.Support;

/// <summary>What a test asks of a ledger that seals.</summary>
internal static class SealedLedger
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Waits until everything that is committed is sealed, and checks the tree against its leaves and its newest checkpoint.</summary>
    /// <returns>Its size.</returns>
    public static async Task<long> IsWholeAsync(LedgerApp app)
    {
        var size = await IsSealedAsync(app);
        var leaves = await ReadAsync(app, "select leaf_index, entry, hash from ledger.leaf order by leaf_index",
            row => (Index: row.GetInt64(0), Entry: row.GetFieldValue<byte[]>(1), Hash: new TreeHash(row.GetFieldValue<byte[]>(2))));
        Assert.Equal(Enumerable.Range(0, (int)size).Select(i => (long)i), leaves.Select(leaf => leaf.Index));
        var tree = new TreeFrontier();
        foreach (var leaf in leaves)
        {
            Assert.Equal(TreeHash.OfLeaf(leaf.Entry), leaf.Hash);
            tree.Append(leaf.Hash);
        }

        var note = (await ReadAsync(app, "select note from ledger.checkpoint order by sealed_at desc limit 1", row => row.GetString(0)))[0];
        var checkpoint = Checkpoint.TryParse(SignedNote.TryParse(note)!.Text)!;
        Assert.Equal((size, tree.Root), (checkpoint.Size, checkpoint.Root));
        return size;
    }

    /// <summary>Waits until every committed event has a leaf; fails after a minute or more.</summary>
    public static async Task<long> IsSealedAsync(LedgerApp app)
    {
        for (var i = 0; i < 6_000; i++)
        {
            var (events, leaves, signed) = (await ReadAsync(app, """
                select (select count(*) from ledger.mt_events), (select count(*) from ledger.leaf),
                  coalesce((select tree_size from ledger.checkpoint order by sealed_at desc limit 1), -1)
                """, row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))))[0];
            if (events == leaves && leaves == signed)
                return leaves;
            await Task.Delay(10, Cancel);
        }

        throw new Xunit.Sdk.XunitException($"Not everything was sealed: {app.Host.Services.GetRequiredService<SealingState>().Why}");
    }

    /// <summary>Keeps the sealer from sealing until the transaction ends.</summary>
    public static async Task HoldAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("lock table ledger.leaf in exclusive mode", connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>Takes the place of a sealer that never seals, until the connection is closed.</summary>
    public static async Task LeadAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand($"select pg_advisory_lock({SealLedger.Lock})", connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>Checks that the log begins with what it was at each of these checkpoints, which somebody kept.</summary>
    public static async Task HasGrownFromAsync(LedgerApp app, IEnumerable<string> notes)
    {
        var leaves = await ReadAsync(app, "select hash from ledger.leaf order by leaf_index", row => new TreeHash(row.GetFieldValue<byte[]>(0)));
        foreach (var kept in notes.Distinct(StringComparer.Ordinal).Select(note => Checkpoint.TryParse(SignedNote.TryParse(note)!.Text)!))
        {
            var tree = new TreeFrontier();
            foreach (var leaf in leaves.Take((int)kept.Size))
                tree.Append(leaf);
            Assert.Equal((tree.Size, tree.Root), (kept.Size, kept.Root));
        }
    }

    /// <summary>Appends events by plain SQL on a connection of the test's, as somebody slow or careless might; commits nothing.</summary>
    public static async Task AppendAsync(NpgsqlConnection connection, string stream, int from, int count)
    {
        await using var command = new NpgsqlCommand($"""
            insert into ledger.mt_streams (id, type, version, timestamp, created, is_archived) values ('{stream}', 'party', 0, now(), now(), false)
              on conflict do nothing;
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
            select nextval('ledger.mt_events_sequence'), gen_random_uuid(), '{stream}', v, '{"{}"}', 'party.renamed.v1', now(), '*DEFAULT*', false
            from generate_series({from}, {from + count - 1}) v order by v;
            update ledger.mt_streams set version = {from + count - 1} where id = '{stream}'
            """, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public static async Task<List<T>> ReadAsync<T>(LedgerApp app, string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var connection = await ConnectAsync(app);
#pragma warning disable CA2100 // the tests' own SQL
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(Cancel))
            rows.Add(row(reader));
        return rows;
    }

    public static async Task<NpgsqlConnection> ConnectAsync(LedgerApp app)
    {
        var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(Cancel);
        return connection;
    }
}
