using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store.Roles;

/// <summary>Whoever has the sealer's password can add to the sealed ledger, and neither change it nor record anything.</summary>
[Collection(SharedLedger.Name)]
public sealed class WhatTheSealerMayDo(LedgerApp app)
{
    // Rolled back with the statement after it, which fails: what is tried leaves nothing behind.
    private const string Added = """
        insert into ledger.leaf (leaf_index, event_id, entry, hash) values (1000000, gen_random_uuid(), '', sha256(''));
        insert into ledger.event_salt values (gen_random_uuid(), sha256(''));
        insert into ledger.tree_node values (1, 1000000, sha256(''));
        insert into ledger.checkpoint values ('9999-01-01', 0, sha256(''), '', '');
        insert into ledger.log_key (number, origin, verifier_key) values (1000, 'x', 'x');
        insert into ledger.recovery values (1000000, 1000001, 1, now(), '');
        """;

    private string Sealer => app.Accounts.Sealer.ConnectionString;

    [Fact]
    public async Task It_adds_to_the_sealed_ledger_reads_the_events_and_holds_its_lock() => Assert.Equal("22012", await RefusalAsync($"""
        {Added}
        select pg_advisory_lock(4711); listen ledger_events; notify ledger_seal;
        select * from ledger.mt_events limit 1; select * from ledger.mt_streams limit 1; select 1 / 0
        """));

    [Theory]
    [InlineData("update ledger.leaf set hash = sha256('')")]
    [InlineData("delete from ledger.leaf")]
    [InlineData("truncate ledger.leaf")]
    [InlineData("update ledger.event_salt set salt = sha256('')")]
    [InlineData("delete from ledger.event_salt")]
    [InlineData("update ledger.tree_node set hash = sha256('')")]
    [InlineData("update ledger.checkpoint set note = ''")]
    [InlineData("delete from ledger.checkpoint")]
    [InlineData("truncate ledger.checkpoint")]
    [InlineData("delete from ledger.log_key")]
    [InlineData("delete from ledger.recovery")]
    [InlineData("insert into ledger.mt_streams (id, type, version) values ('party/mine', 'party', 0)")]
    [InlineData("insert into ledger.mt_events (seq_id) values (1)")]
    [InlineData("delete from ledger.mt_events")]
    [InlineData("select nextval('ledger.mt_events_sequence')")]
    [InlineData("select * from ledger.api_key")]
    [InlineData("update ledger.party set name = ''")]
    [InlineData("alter table ledger.leaf disable trigger refuse_change")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("create table ledger.mine ()")]
    [InlineData("set role ledger_server")]
    public async Task It_may_do_nothing_else(string sql) => Assert.Equal("42501", await RefusalAsync(sql));

    [Theory]
    [InlineData("update ledger.leaf set hash = sha256('')")]
    [InlineData("delete from ledger.leaf")]
    [InlineData("truncate ledger.leaf")]
    [InlineData("update ledger.event_salt set salt = sha256('')")]
    [InlineData("truncate ledger.event_salt")]
    [InlineData("update ledger.tree_node set hash = sha256('')")]
    [InlineData("delete from ledger.tree_node")]
    [InlineData("truncate ledger.tree_node")]
    [InlineData("update ledger.checkpoint set sealed_at = '1999-01-01'")]
    [InlineData("delete from ledger.checkpoint")]
    [InlineData("truncate ledger.checkpoint")]
    [InlineData("update ledger.log_key set verifier_key = ''")]
    [InlineData("delete from ledger.log_key")]
    [InlineData("truncate ledger.log_key")]
    [InlineData("update ledger.recovery set lost = 0")]
    [InlineData("delete from ledger.recovery")]
    [InlineData("truncate ledger.recovery")]
    public async Task What_is_sealed_is_kept_from_the_owner_too(string sql)
    {
        Assert.Equal("PL001", await RefusalAsync(Added + sql, app.ConnectionString));
        Assert.Equal("PL001", await RefusalAsync($"set session_replication_role = replica; {Added} {sql}", app.ConnectionString));
    }

    private Task<string> RefusalAsync(string sql, string? account = null) => Sql.RefusalAsync(account ?? Sealer, sql);
}
