using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store.Roles;

/// <summary>Whoever has the server's password, and any SQL: nothing that is recorded or sealed can be changed with it.</summary>
[Collection(SharedLedger.Name)]
public sealed class WhatTheServerMayDo(LedgerApp app, TestPostgres postgres)
{
    private const string Owned = """
        select case when r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication or r.rolinherit
          then 'power' else 'no power' end || ', ' || (select count(*) from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') || ' things, member of '
          || (select count(*) from pg_auth_members m where m.member = r.oid)
        from pg_roles r where rolname = current_user
        """;

    private string Server => app.Accounts.Server.ConnectionString;

    [Fact]
    public async Task The_server_connects_as_a_role_that_owns_nothing()
    {
        await using var connection = await app.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.Equal("ledger_server", new NpgsqlConnectionStringBuilder(connection.ConnectionString).Username);
        foreach (var account in (string[])[Server, app.Accounts.Sealer.ConnectionString])
            Assert.Equal("no power, 0 things, member of 0", await Sql.AskAsync<string>(account, Owned));
    }

    [Fact]
    public async Task No_connection_of_the_owners_outlives_the_start()
    {
        var owner = await postgres.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        await using var process = await ServerProcess.StartAsync(folder, TestContext.Current.CancellationToken, ("ConnectionStrings__ledger", owner));
        var server = new NpgsqlConnectionStringBuilder(Server) { Database = new NpgsqlConnectionStringBuilder(owner).Database }.ConnectionString;

        // A session ends a little later than its connection.
        var patience = TimeProvider.System.GetTimestamp();
        while (await OwnersAsync() > 0)
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(10), "The owner is still connected.");

        Task<long> OwnersAsync() => Sql.AskAsync<long>(server, """
            select count(*) from pg_stat_activity a join pg_class c on c.oid = 'ledger.mt_events'::regclass
            where a.datname = current_database() and a.usesysid = c.relowner
            """);
    }

    [Theory]
    [InlineData("update ledger.mt_events set data = '{}'")]
    [InlineData("delete from ledger.mt_events")]
    [InlineData("truncate ledger.mt_events")]
    [InlineData("insert into ledger.mt_events select * from ledger.mt_events on conflict (seq_id) do update set data = '{}'")]
    [InlineData("do 'begin lock table ledger.mt_events in access exclusive mode; end'")]
    [InlineData("select setval('ledger.mt_events_sequence', 1)")]
    [InlineData("delete from ledger.mt_streams")]
    [InlineData("truncate ledger.mt_streams cascade")]
    [InlineData("update ledger.mt_streams set is_archived = true")]
    [InlineData("update ledger.mt_streams set created = '1999-01-01'")]
    [InlineData("update ledger.mt_streams set id = id || '-'")]
    [InlineData("select ledger.mt_archive_stream(id) from ledger.mt_streams")]
    public async Task It_may_not_touch_what_is_recorded(string sql) => Assert.Equal("42501", await RefusalAsync(sql));

    [Theory]
    [InlineData("insert into ledger.leaf (leaf_index, event_id, entry, hash) values (1000000, gen_random_uuid(), '', sha256(''))")]
    [InlineData("update ledger.leaf set hash = sha256('')")]
    [InlineData("delete from ledger.leaf")]
    [InlineData("truncate ledger.leaf")]
    [InlineData("insert into ledger.event_salt values (gen_random_uuid(), sha256(''))")]
    [InlineData("delete from ledger.event_salt")]
    [InlineData("insert into ledger.tree_node values (1, 1000000, sha256(''))")]
    [InlineData("insert into ledger.checkpoint values (now(), 0, sha256(''), '', '')")]
    [InlineData("update ledger.checkpoint set sealed_at = '1999-01-01'")]
    [InlineData("delete from ledger.checkpoint")]
    [InlineData("truncate ledger.checkpoint")]
    [InlineData("insert into ledger.log_key (number, origin, verifier_key) values (1000, 'x', 'x')")]
    [InlineData("insert into ledger.recovery values (1000000, 1000001, 1, now(), '')")]
    [InlineData("delete from ledger.migration")]
    public async Task It_may_not_touch_what_is_sealed(string sql) => Assert.Equal("42501", await RefusalAsync(sql));

    [Theory]
    [InlineData("alter table ledger.mt_events disable trigger stamp_event")]
    [InlineData("alter table ledger.mt_events disable trigger all")]
    [InlineData("drop trigger refuse_change on ledger.mt_events")]
    [InlineData("create trigger mine before insert on ledger.mt_events for each row execute function ledger.refuse_change()")]
    [InlineData("create or replace function ledger.stamp_event() returns trigger language plpgsql as 'begin return new; end'")]
    [InlineData("create rule mine as on insert to ledger.mt_events do instead nothing")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("set row_security = off; alter table ledger.mt_events enable row level security")]
    [InlineData("alter table ledger.mt_events alter column timestamp set default '1999-01-01'")]
    [InlineData("drop table ledger.mt_events cascade")]
    [InlineData("drop schema ledger cascade")]
    [InlineData("create table ledger.mine ()")]
    [InlineData("create function ledger.mine() returns int language sql as 'select 1'")]
    [InlineData("create schema mine")]
    public async Task It_may_not_take_the_guards_away(string sql) => Assert.Equal("42501", await RefusalAsync(sql));

    [Theory]
    [InlineData("set role {owner}")]
    [InlineData("set session authorization {owner}")]
    [InlineData("set role ledger_sealer")]
    [InlineData("grant {owner} to current_user")]
    [InlineData("alter role current_user createrole")]
    [InlineData("alter role {owner} password 'mine'")]
    [InlineData("alter table ledger.mt_events owner to current_user")]
    [InlineData("create role mine")]
    [InlineData("select rolpassword from pg_authid")]
    [InlineData("alter system set session_replication_role = replica")]
    [InlineData("copy (select 1) to program 'true'")]
    [InlineData("copy ledger.party from '/etc/passwd'")]
    public async Task It_may_not_become_somebody_else(string sql) => Assert.Equal("42501", await RefusalAsync(sql));

    [Fact]
    public async Task Who_resets_its_role_is_who_it_was() => Assert.Equal(
        "ledger_server", await Sql.AskAsync<string>(Server, "reset role; reset session authorization; select current_user::text"));

    private async Task<string> RefusalAsync(string sql)
    {
        await Given.CellAsync(Api.Of(app));
        var owner = new NpgsqlConnectionStringBuilder(app.ConnectionString).Username!;
        return await Sql.RefusalAsync(Server, sql.Replace("{owner}", owner, StringComparison.Ordinal));
    }
}
