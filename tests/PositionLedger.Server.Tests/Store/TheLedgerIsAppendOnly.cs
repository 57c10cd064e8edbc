using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store;

/// <summary>The guards that even the owner meets. Only who takes them away gets past them, and that the sealed ledger tells.</summary>
[Collection(SharedLedger.Name)]
public sealed class TheLedgerIsAppendOnly(LedgerApp app)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("update ledger.mt_events set data = '{}'")]
    [InlineData("update ledger.mt_events set timestamp = now() - interval '1 year'")]
    [InlineData("update ledger.mt_events set version = version + 1000")]
    [InlineData("update ledger.mt_events set is_archived = true")]
    [InlineData("delete from ledger.mt_events")]
    [InlineData("truncate ledger.mt_events")]
    [InlineData("truncate ledger.mt_streams cascade")]
    [InlineData("delete from ledger.mt_streams")]
    [InlineData("update ledger.mt_streams set version = version - 1")]
    [InlineData("update ledger.mt_streams set version = version + 1")]
    [InlineData("update ledger.mt_streams set id = id || '-'")]
    [InlineData("update ledger.mt_streams set type = 'another'")]
    [InlineData("update ledger.mt_streams set created = '1999-01-01'")]
    [InlineData("update ledger.mt_streams set is_archived = true")]
    [InlineData("select ledger.mt_archive_stream(id) from ledger.mt_streams")]
    public async Task Refuses_even_its_owner(string sql)
    {
        await Given.CellAsync(Api.Of(app));

        Assert.Equal("PL001", await RefusalAsync(sql));
        Assert.Equal("PL001", await RefusalAsync($"set session_replication_role = replica; {sql}"));
    }

    [Fact]
    public async Task Has_no_guard_that_sleeps_while_a_session_plays_a_replica()
    {
        Assert.Equal("ledger.mt_events notice_events", await TriggersAsync("<> 'A'"));
        Assert.Contains("ledger.leaf refuse_change", await TriggersAsync("= 'A'"), StringComparison.Ordinal);

        Task<string> TriggersAsync(string enabled) => Sql.AskAsync<string>(app.ConnectionString, $"""
            select string_agg(t.tgrelid::regclass || ' ' || t.tgname, ', ' order by t.tgrelid::regclass::text, t.tgname)
            from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = 'ledger'::regnamespace and not t.tgisinternal and t.tgenabled {enabled}
            """);
    }

    [Fact]
    public async Task Never_stamps_an_event_earlier_than_the_one_before_it_in_its_stream()
    {
        // On a ledger of its own: what is recorded in the future is sealed in the future.
        await using var own = await LedgerApp.StartAsync(app.Postgres);
        var cell = await Given.CellAsync(Api.Of(own));
        // As if the clock had been an hour fast, and then put right: only without the guard.
        await Sql.RunAsync(own.ConnectionString, $"""
            alter table ledger.mt_events disable trigger refuse_change;
            update ledger.mt_events set timestamp = timestamp + interval '1 hour' where stream_id = 'party/{cell.Party}';
            alter table ledger.mt_events enable always trigger refuse_change
            """);

        await cell.RecordAsync();

        Assert.True(await Sql.AskAsync<bool>(own.ConnectionString, $"""
            select max(timestamp) filter (where version = 2) >= max(timestamp) filter (where version = 1)
            from ledger.mt_events where stream_id = 'party/{cell.Party}'
            """));
    }

    [Fact]
    public async Task Names_no_class_of_the_programs()
    {
        await Given.CellAsync(Api.Of(app));

        Assert.Equal(0L, await Sql.AskAsync<long>(
            app.ConnectionString, "select count(*) from ledger.mt_events e where e::text like '%PositionLedger.Domain%'"));
    }

    [Fact]
    public async Task Holds_nothing_of_what_was_rolled_back()
    {
        // What Marten writes after a save that failed, to fill the numbers that were drawn.
        await Sql.RunAsync(app.Accounts.Server.ConnectionString, """
            insert into ledger.mt_streams (id, tenant_id, version, is_archived) values ('mt_tombstone', '*DEFAULT*', 0, false)
            on conflict (id) do nothing;
            insert into ledger.mt_events (data, type, id, stream_id, version, timestamp, tenant_id, seq_id)
            values ('{}', 'tombstone', gen_random_uuid(), 'mt_tombstone', 7, '0001-01-01', '*DEFAULT*', nextval('ledger.mt_events_sequence'))
            """);

        Assert.Equal(0L, await Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.mt_events where type = 'tombstone'"));
    }

    [Fact]
    public async Task Takes_the_time_from_no_function_of_somebody_else()
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var shadowed = new NpgsqlCommand("""
            create schema shadow;
            create function shadow.clock_timestamp() returns timestamptz language sql as 'select timestamptz ''1999-01-01''';
            set local search_path = shadow, pg_catalog;
            insert into ledger.mt_streams (id, type, version) values ('party/shadow', 'party', 1);
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (nextval('ledger.mt_events_sequence'), gen_random_uuid(), 'party/shadow', 1, '{}', 'forged', '1999-01-01', '*DEFAULT*')
            returning clock_timestamp() < '2000-01-01' and timestamp > now() - interval '1 minute'
            """, connection);

        Assert.Equal(true, await shadowed.ExecuteScalarAsync(Cancel));
    }

    private Task<string> RefusalAsync(string sql) => Sql.RefusalAsync(app.ConnectionString, sql);
}
