using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store.Roles;

/// <summary>Whoever has the server's password may record, by any SQL: what happens now, at the end of a stream.</summary>
[Collection(SharedLedger.Name)]
public sealed class WhatTheServerAppends(LedgerApp app)
{
    private const string Columns = "seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Server => app.Accounts.Server.ConnectionString;

    [Fact]
    public async Task An_event_that_it_dates_back_is_stamped_now()
    {
        var stream = await StreamAsync();

        await using var connection = await app.Database.OpenConnectionAsync(Cancel);
        await using var rolledBack = await connection.BeginTransactionAsync(Cancel);
        await using var insert = new NpgsqlCommand(Insert("nextval('ledger.mt_events_sequence')", stream, 2)
            + " returning concat_ws(' ', abs(extract(epoch from timestamp - clock_timestamp())) < 60, is_archived)", connection);
        Assert.Equal("t f", await insert.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Also_one_that_it_copies_in()
    {
        var stream = await StreamAsync();
        var number = await Sql.AskAsync<long>(Server, "select nextval('ledger.mt_events_sequence')");
        await using var connection = await app.Database.OpenConnectionAsync(Cancel);
        await using var rolledBack = await connection.BeginTransactionAsync(Cancel);
        await using (var copy = await connection.BeginTextImportAsync($"copy ledger.mt_events ({Columns}) from stdin", Cancel))
            await copy.WriteAsync($"{number}\t{Guid.NewGuid()}\t{stream}\t2\t{{}}\tforged\t1999-01-01\t*DEFAULT*\tt\n");

        await using var stamped = new NpgsqlCommand($"""
            select count(*) from ledger.mt_events
            where stream_id = '{stream}' and timestamp > now() - interval '1 minute' and not is_archived
            """, connection);
        Assert.Equal(2L, await stamped.ExecuteScalarAsync(Cancel));
    }

    [Theory]
    [InlineData("nextval('ledger.mt_events_sequence')", 1, "23505")] // The place is taken.
    [InlineData("nextval('ledger.mt_events_sequence')", 0, "PL001")]
    [InlineData("nextval('ledger.mt_events_sequence')", 3, "PL001")]
    [InlineData("-1", 2, "PL001")]
    public async Task An_event_out_of_its_order_is_refused(string number, int version, string state)
    {
        var stream = await StreamAsync();

        Assert.Equal(state, await RefusalAsync(Insert(number, stream, version)));
    }

    [Theory]
    [InlineData("version - 1")]
    [InlineData("version + 1")]
    [InlineData("null")]
    public async Task A_streams_version_is_that_of_its_last_event(string version) =>
        Assert.Equal("PL001", await RefusalAsync($"update ledger.mt_streams set version = {version} where id = '{await StreamAsync()}'"));

    private static string Insert(string number, string stream, int version) => $"""
        insert into ledger.mt_events ({Columns})
        values ({number}, gen_random_uuid(), '{stream}', {version}, '{"{}"}', 'forged', '1999-01-01', '*DEFAULT*', true)
        """;

    private async Task<string> StreamAsync() => $"party/{(await Given.CellAsync(Api.Of(app))).Party}";

    private Task<string> RefusalAsync(string sql) => Sql.RefusalAsync(Server, sql);
}
