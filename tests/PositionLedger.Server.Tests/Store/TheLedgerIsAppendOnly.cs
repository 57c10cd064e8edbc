using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store;

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
    public async Task Refuses_even_its_owner(string sql)
    {
        await Given.CellAsync(Api.Of(app));
        await using var command = app.Database.CreateCommand(sql);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancel));

        Assert.Equal("PL001", refusal.SqlState);
    }

    [Fact]
    public async Task Never_stamps_an_event_earlier_than_the_one_before_it_in_its_stream()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        // As if the clock had been an hour fast, and then put right: without triggers, which nothing but a replica may do without.
        await using (var connection = await app.Database.OpenConnectionAsync(Cancel))
        await using (var clockWasFast = new NpgsqlCommand($"""
            begin; set local session_replication_role = replica;
            update ledger.mt_events set timestamp = timestamp + interval '1 hour' where stream_id = 'party/{cell.Party}'; commit
            """, connection))
            await clockWasFast.ExecuteNonQueryAsync(Cancel);

        await cell.RecordAsync();

        await using var order = app.Database.CreateCommand(
            $"select max(timestamp) filter (where version = 2) >= max(timestamp) filter (where version = 1) from ledger.mt_events where stream_id = 'party/{cell.Party}'");
        Assert.Equal(true, await order.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Names_no_class_of_the_programs()
    {
        await Given.CellAsync(Api.Of(app));
        await using var named = app.Database.CreateCommand("select count(*) from ledger.mt_events e where e::text like '%PositionLedger.Domain%'");

        Assert.Equal(0L, await named.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Stamps_events_with_the_databases_clock_whatever_is_sent()
    {
        await Given.CellAsync(Api.Of(app));
        await using var command = app.Database.CreateCommand("""
            with inserted as (
              insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
              select nextval('ledger.mt_events_sequence'), gen_random_uuid(), s.id, s.version + 1000, '{}', 'forged', '1999-01-01', '*DEFAULT*', null
              from ledger.mt_streams s limit 1 returning timestamp)
            select abs(extract(epoch from timestamp - clock_timestamp())) < 60 from inserted
            """);

        await using var connection = await app.Database.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var forged = new NpgsqlCommand(command.CommandText, connection);

        Assert.Equal(true, await forged.ExecuteScalarAsync(Cancel));
        await transaction.RollbackAsync(Cancel);
    }
}
