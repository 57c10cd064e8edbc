using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store.Roles;

/// <summary>A role that could change what is recorded or sealed is refused before anything is served, and is granted nothing.</summary>
public sealed class RolesThatCouldDoMore(TestPostgres postgres, ClusterWithPasswords cluster) : IClassFixture<ClusterWithPasswords>
{
    private readonly string _server = $"server_{Guid.NewGuid():N}";
    private readonly string _sealer = $"sealer_{Guid.NewGuid():N}";

    [Theory]
    [InlineData("alter role {server} superuser")]
    [InlineData("alter role {server} createrole")]
    [InlineData("grant {owner} to {server}")]
    [InlineData("alter role {server} noinherit; grant {owner} to {server}")]
    [InlineData("grant {sealer} to {server}")]
    [InlineData("grant pg_write_all_data to {server}")]
    [InlineData("grant pg_execute_server_program to {server}")]
    public async Task Are_refused(string given)
    {
        var owner = await MadeAsync();
        await cluster.RunAsync(Filled(given, owner));

        var refusal = await RefusalAsync(owner, _server);

        Assert.StartsWith($"The role {_server} could change what is recorded or sealed", refusal, StringComparison.Ordinal);
        Assert.EndsWith("as ConnectionStrings__ledger_server.", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grant update (data) on ledger.mt_events to public")]
    [InlineData("grant delete on ledger.mt_events to public")]
    [InlineData("grant truncate on ledger.leaf to public")]
    [InlineData("grant insert on ledger.leaf to public")]
    [InlineData("alter table ledger.party owner to {server}")]
    public async Task Are_refused_also_for_what_they_got_later(string given)
    {
        var owner = await MadeAsync();
        await (await StartAsync(owner, _server)).DisposeAsync();
        await cluster.RunAsync(Filled(given, owner), owner);

        Assert.StartsWith($"The role {_server} could change", await RefusalAsync(owner, _server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_is_none_and_neither_is_one_for_both()
    {
        var owner = await MadeAsync();

        Assert.Contains("could change what is recorded", await RefusalAsync(owner, null), StringComparison.Ordinal);
        Assert.Contains("could change what is recorded", await RefusalAsync(owner, _sealer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_granted_to_one_itself_is_taken_from_it()
    {
        var owner = await MadeAsync();
        await (await StartAsync(owner, _server)).DisposeAsync();
        await cluster.RunAsync($"grant all on all tables in schema ledger to {_server}; grant create on schema ledger to {_server}", owner);

        await using var app = await StartAsync(owner, _server);

        Assert.Equal("42501", await Sql.RefusalAsync(app.Accounts.Server.ConnectionString, "delete from ledger.mt_events"));
    }

    [Fact]
    public async Task One_in_another_database_is_named()
    {
        var (owner, other) = (await MadeAsync(), await cluster.DatabaseAsync());

        var refusal = (await Assert.ThrowsAsync<CannotStartException>(() => LedgerApp.StartAsync(postgres, owner,
            ("ConnectionStrings:ledger_server", ClusterWithPasswords.As(other, _server, "one"))))).Message;

        Assert.StartsWith("ConnectionStrings__ledger_server names the database test_", refusal, StringComparison.Ordinal);
    }

    private async Task<string> MadeAsync()
    {
        var owner = await cluster.DatabaseAsync();
        await cluster.RunAsync($"create role {_server} login password 'one'; create role {_sealer} login password 'two'");
        return owner;
    }

    private string Filled(string sql, string owner) => sql
        .Replace("{server}", _server, StringComparison.Ordinal).Replace("{sealer}", _sealer, StringComparison.Ordinal)
        .Replace("{owner}", new NpgsqlConnectionStringBuilder(owner).Username, StringComparison.Ordinal);

    // As the owner where no role is named.
    private Task<LedgerApp> StartAsync(string owner, string? server) => LedgerApp.StartAsync(postgres, owner,
        ("ConnectionStrings:ledger_server",
            server is null ? owner : ClusterWithPasswords.As(owner, server, server == _server ? "one" : "two")),
        ("ConnectionStrings:ledger_sealer", ClusterWithPasswords.As(owner, _sealer, "two")));

    private async Task<string> RefusalAsync(string owner, string? server) =>
        (await Assert.ThrowsAsync<CannotStartException>(() => StartAsync(owner, server))).Message;
}
