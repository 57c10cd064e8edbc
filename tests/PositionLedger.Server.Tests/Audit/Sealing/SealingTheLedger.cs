using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Sealing;

/// <summary>Which place an event gets in the log, and when.</summary>
public sealed class SealingTheLedger(TestPostgres postgres) : IAsyncLifetime
{
    private const int MoreThanIsReadAtOnce = 25_000;

    private LedgerApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await LedgerApp.StartAsync(postgres);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Gives_every_event_one_leaf_that_commits_to_all_of_it()
    {
        var cell = await Given.CellAsync(Api.Of(_app));
        await cell.RecordAsync();

        Assert.Equal(4, await SealedLedger.IsWholeAsync(_app));

        foreach (var row in (await Api.Of(_app).GetAsync("/api/v1/audit/rows")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var stored = StoredRow.TryParse(System.Text.Encoding.UTF8.GetBytes(row))!;
            var entry = stored.Event!.EntryBy([.. stored.Salt!]);
            Assert.Equal(System.Text.Encoding.UTF8.GetString(entry.ToBytes()), stored.Entry);
            Assert.Equal(TreeHash.OfLeaf(entry.ToBytes()), stored.Hash);
        }
    }

    [Fact]
    public async Task Signs_the_empty_ledger_too()
    {
        Assert.Equal(0, await SealedLedger.IsWholeAsync(_app));

        var note = await Api.Anonymous(_app).GetAsync("/api/v1/audit/checkpoint");

        Assert.Equal((0, TreeHash.Empty), Checkpoint.TryParse(SignedNote.TryParse(note.Text)!.Text) is { } empty ? (empty.Size, empty.Root) : default);
    }

    [Fact]
    public async Task Gives_who_commits_late_with_lower_numbers_later_leaves()
    {
        await using var slow = await SealedLedger.ConnectAsync(_app);
        await using var quick = await SealedLedger.ConnectAsync(_app);
        await using var held = await slow.BeginTransactionAsync(Cancel);
        await SealedLedger.AppendAsync(slow, "party/slow", 1, 2);
        await SealedLedger.AppendAsync(quick, "party/quick", 1, 2);
        await SealedUpToAsync(2);

        await held.CommitAsync(Cancel);
        await SealedLedger.IsWholeAsync(_app);

        Assert.Equal(["party/quick", "party/quick", "party/slow", "party/slow"], await StreamsAsync());
        Assert.Equal([3, 4, 1, 2], await SealedLedger.ReadAsync(_app, "select e.seq_id::int from ledger.leaf l join ledger.mt_events e on e.id = l.event_id order by leaf_index", row => row.GetInt32(0)));
    }

    [Fact]
    public async Task Leaves_no_event_out_that_was_held_back_for_longer_than_anybody_looks_back()
    {
        await using var slow = await SealedLedger.ConnectAsync(_app);
        await using var quick = await SealedLedger.ConnectAsync(_app);
        await using var held = await slow.BeginTransactionAsync(Cancel);
        await SealedLedger.AppendAsync(slow, "party/slow", 1, 2);
        // From where on it looks rises twice, three seconds apart, while others are sealed.
        for (var i = 1; i <= 16; i++)
        {
            await SealedLedger.AppendAsync(quick, "party/quick", i, 1);
            await Task.Delay(500, Cancel);
        }

        await held.CommitAsync(Cancel);

        Assert.Equal(18, await SealedLedger.IsWholeAsync(_app));
    }

    [Fact]
    public async Task Takes_no_event_of_a_transaction_that_was_rolled_back()
    {
        await using var connection = await SealedLedger.ConnectAsync(_app);
        await using (var undone = await connection.BeginTransactionAsync(Cancel))
        {
            await SealedLedger.AppendAsync(connection, "party/undone", 1, 3);
            await undone.RollbackAsync(Cancel);
        }

        await SealedLedger.AppendAsync(connection, "party/done", 1, 1);

        Assert.Equal(1, await SealedLedger.IsWholeAsync(_app));
        Assert.Equal(["party/done"], await StreamsAsync());
    }

    [Fact]
    public async Task Never_splits_a_transaction_over_two_checkpoints_even_where_it_is_larger_than_what_is_read_at_once()
    {
        await using (var connection = await SealedLedger.ConnectAsync(_app))
        {
            // Held back from the sealer, who then finds all of them at once.
            await using var held = await connection.BeginTransactionAsync(Cancel);
            await SealedLedger.AppendAsync(connection, "party/large", 1, MoreThanIsReadAtOnce);
            await held.CommitAsync(Cancel);
        }

        var size = await SealedLedger.IsWholeAsync(_app);

        Assert.Equal([size], (await SizesAsync()).Where(sealedThen => sealedThen > 0));
    }

    [Fact]
    public async Task Never_splits_a_transaction_that_is_late_and_has_more_events_than_are_looked_back_for()
    {
        await using var first = await SealedLedger.ConnectAsync(_app);
        await using var second = await SealedLedger.ConnectAsync(_app);
        await using var quick = await SealedLedger.ConnectAsync(_app);
        await using var heldFirst = await first.BeginTransactionAsync(Cancel);
        await using var heldSecond = await second.BeginTransactionAsync(Cancel);
        await SealedLedger.AppendAsync(first, "party/first", 1, MoreThanIsReadAtOnce);
        await SealedLedger.AppendAsync(second, "party/second", 1, MoreThanIsReadAtOnce);
        await SealedLedger.AppendAsync(quick, "party/quick", 1, 1);
        await SealedUpToAsync(1);

        // Nothing of the first is looked for any more, so that everything is looked at; which isn't done again within seconds.
        await heldFirst.CommitAsync(Cancel);
        await SealedUpToAsync(1 + MoreThanIsReadAtOnce);
        await heldSecond.CommitAsync(Cancel);
        await SealedLedger.IsWholeAsync(_app);

        Assert.Equal([1, 1 + MoreThanIsReadAtOnce, 1 + (2 * MoreThanIsReadAtOnce)], (await SizesAsync()).Where(sealedThen => sealedThen > 0));
    }

    [Fact]
    public async Task Lets_leaves_follow_versions_within_a_stream_whatever_the_sequence_says()
    {
        await using var connection = await SealedLedger.ConnectAsync(_app);
        await using (var swapped = await connection.BeginTransactionAsync(Cancel))
        {
            // As an earlier version took it, that had no guard against it.
            await RunAsync(connection, """
                alter table ledger.mt_events disable trigger stamp_event;
                insert into ledger.mt_streams (id, type, version, timestamp, created, is_archived) values ('party/a', 'party', 2, now(), now(), false);
                insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived) values
                  (12, gen_random_uuid(), 'party/a', 1, '{}', 'party.renamed.v1', now(), '*DEFAULT*', false),
                  (11, gen_random_uuid(), 'party/a', 2, '{}', 'party.renamed.v1', now(), '*DEFAULT*', false);
                alter table ledger.mt_events enable always trigger stamp_event
                """);
            await swapped.CommitAsync(Cancel);
        }

        await SealedLedger.IsWholeAsync(_app);

        Assert.Equal([1, 2], await SealedLedger.ReadAsync(_app,
            "select e.version::int from ledger.leaf l join ledger.mt_events e on e.id = l.event_id order by leaf_index", row => row.GetInt32(0)));
    }

    [Fact]
    public async Task Is_never_timed_before_the_seal_before_it_or_before_what_it_seals()
    {
        await using var connection = await SealedLedger.ConnectAsync(_app);
        await SealedUpToAsync(0);
        // As if the clock had been an hour ahead when the last seal was made.
        await RunAsync(connection, """
            insert into ledger.checkpoint (sealed_at, tree_size, root, note, seal)
            select clock_timestamp() + interval '1 hour', tree_size, root, note, seal from ledger.checkpoint
            """);
        await SealerIsReplacedAsync();

        await SealedLedger.AppendAsync(connection, "party/a", 1, 1);
        await SealedLedger.IsSealedAsync(_app);
        await SealedLedger.AppendAsync(connection, "party/a", 2, 1);
        await SealedLedger.IsSealedAsync(_app);

        var times = await SealedLedger.ReadAsync(_app, "select sealed_at from ledger.checkpoint order by sealed_at desc limit 3", row => row.GetDateTime(0));
        Assert.Equal([10, 10], times.Zip(times.Skip(1), (later, earlier) => (later - earlier).Ticks));
    }

    private async Task SealerIsReplacedAsync()
    {
        await using var connection = await SealedLedger.ConnectAsync(_app);
        await RunAsync(connection, """
            select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
              and database = (select oid from pg_database where datname = current_database())
            """);
    }

    private async Task SealedUpToAsync(long size)
    {
        while ((await SealedLedger.ReadAsync(_app, "select coalesce(max(tree_size), -1) from ledger.checkpoint", row => row.GetInt64(0)))[0] < size)
            await Task.Delay(10, Cancel);
    }

    private Task<List<string>> StreamsAsync() => SealedLedger.ReadAsync(
        _app, "select e.stream_id from ledger.leaf l join ledger.mt_events e on e.id = l.event_id order by leaf_index", row => row.GetString(0));

    private Task<List<long>> SizesAsync() => SealedLedger.ReadAsync(
        _app, "select distinct tree_size from ledger.checkpoint order by 1", row => row.GetInt64(0));

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // the tests' own SQL
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
