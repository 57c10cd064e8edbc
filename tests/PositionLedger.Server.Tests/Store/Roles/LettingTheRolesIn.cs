using Npgsql;
using PositionLedger.Server.Store.Roles;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store.Roles;

/// <summary>How the server comes to its roles on a PostgreSQL that asks for passwords.</summary>
public sealed class LettingTheRolesIn(TestPostgres postgres, ClusterWithPasswords cluster) : IClassFixture<ClusterWithPasswords>
{
    private readonly string _prefix = $"some_{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task They_are_made_with_passwords_that_come_from_the_owners_and_tell_nothing()
    {
        var owner = await cluster.DatabaseAsync();
        await using var app = await StartAsync(owner);

        Assert.Equal($"{_prefix}_server", await Sql.AskAsync<string>(app.Accounts.Server.ConnectionString, "select current_user::text"));
        Assert.Equal($"{_prefix}_sealer", await Sql.AskAsync<string>(app.Accounts.Sealer.ConnectionString, "select current_user::text"));
        await Given.CellAsync(Api.Of(app));
        Assert.False(await Sql.AnswersAsync(ClusterWithPasswords.As(owner, $"{_prefix}_server", "a guess")));
        Assert.False(await Sql.AnswersAsync(ClusterWithPasswords.As(owner, $"{_prefix}_server", null)));
        foreach (var account in (Account[])[app.Accounts.Server, app.Accounts.Sealer])
        {
            Assert.Matches("^[0-9a-f]{64}$", account.Password!);
            Assert.DoesNotContain(account.Password!, cluster.Log, StringComparison.Ordinal);
            Assert.DoesNotContain(account.Password!, account.ToString(), StringComparison.Ordinal);
        }

        Assert.NotEqual(app.Accounts.Server.Password, app.Accounts.Sealer.Password);
    }

    [Fact]
    public async Task They_are_let_into_a_database_that_is_closed_to_everybody()
    {
        var owner = await cluster.DatabaseAsync();
        await cluster.RunAsync($"revoke all on database {new NpgsqlConnectionStringBuilder(owner).Database} from public");

        await using var app = await StartAsync(owner);

        await Given.CellAsync(Api.Of(app));
    }

    [Fact]
    public async Task Several_servers_that_know_the_owner_agree_on_them()
    {
        var owner = await cluster.DatabaseAsync();
        var apps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync(owner)));
        var passwords = await PasswordsAsync();
        await using var later = await StartAsync(owner);

        Assert.Equal(passwords, await PasswordsAsync());
        foreach (var app in apps)
        {
            await Given.CellAsync(Api.Of(app));
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Several_ledgers_of_one_owner_share_them_and_may_begin_at_once()
    {
        var first = await cluster.DatabaseAsync();
        var user = new NpgsqlConnectionStringBuilder(first).Username;
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var name = $"test_{Guid.NewGuid():N}";
            await cluster.RunAsync($"create database {name} owner {user}");
            return new NpgsqlConnectionStringBuilder(first) { Database = name }.ConnectionString;
        }));

        var apps = await Task.WhenAll(databases.Select(StartAsync));

        foreach (var app in apps)
        {
            await Given.CellAsync(Api.Of(app));
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task They_follow_when_the_owners_password_changes()
    {
        var owner = await cluster.DatabaseAsync();
        await (await StartAsync(owner)).DisposeAsync();
        var user = new NpgsqlConnectionStringBuilder(owner).Username!;
        await cluster.RunAsync($"alter role {user} password 'another'; alter role {_prefix}_sealer nologin");

        await using var app = await StartAsync(ClusterWithPasswords.As(owner, user, "another"));

        await Given.CellAsync(Api.Of(app));
        Assert.True(await Sql.AnswersAsync(app.Accounts.Sealer.ConnectionString));
    }

    [Fact]
    public async Task One_that_somebody_else_made_keeps_its_password()
    {
        await cluster.RunAsync($"create role {_prefix}_server login password 'of somebody else'");
        var passwords = await PasswordsAsync();

        var refusal = await RefusalAsync(await cluster.DatabaseAsync());

        Assert.StartsWith($"There is a role {_prefix}_server that this ledger didn't make", refusal, StringComparison.Ordinal);
        Assert.EndsWith("as ConnectionStrings__ledger_server, or choose other names with LEDGER_ROLES.", refusal, StringComparison.Ordinal);
        Assert.Equal(passwords, await PasswordsAsync());
    }

    [Fact]
    public async Task An_owner_who_may_not_make_them_is_told_what_to_do()
    {
        var refusal = await RefusalAsync(await cluster.DatabaseAsync(can: "nocreaterole"));

        Assert.StartsWith($"The owner of the ledger may not make the role {_prefix}_server", refusal, StringComparison.Ordinal);
        Assert.Contains("alter role … createrole", refusal, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__ledger_server and ConnectionStrings__ledger_sealer", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_that_are_given_are_taken_and_left_as_they_are()
    {
        var owner = await cluster.DatabaseAsync(can: "nocreaterole");
        await cluster.RunAsync($"create role {_prefix}_server login password 'one'; create role {_prefix}_sealer login password 'two'");
        var passwords = await PasswordsAsync();

        await using var app = await LedgerApp.StartAsync(postgres, owner,
            ("ConnectionStrings:ledger_server", ClusterWithPasswords.As(owner, $"{_prefix}_server", "one")),
            ("ConnectionStrings:ledger_sealer", ClusterWithPasswords.As(owner, $"{_prefix}_sealer", "two")));

        await Given.CellAsync(Api.Of(app));
        Assert.Equal(passwords, await PasswordsAsync());
    }

    private Task<LedgerApp> StartAsync(string owner) => LedgerApp.StartAsync(postgres, owner, ("LEDGER_ROLES", _prefix));

    private async Task<string> RefusalAsync(string owner) =>
        (await Assert.ThrowsAsync<CannotStartException>(() => StartAsync(owner))).Message;

    private Task<string> PasswordsAsync() =>
        cluster.AskAsync<string>($"select string_agg(rolpassword, ' ' order by rolname) from pg_authid where rolname like '{_prefix}%'");
}
