using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Server.Tests.Support;

/// <summary>A PostgreSQL that asks everybody but its superuser for a password, as one does that somebody else runs.</summary>
public sealed class ClusterWithPasswords : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private PrivatePostgres? _postgres;

    public string Log => File.ReadAllText(Path.Combine(_folder.Path, "postgres", "postgres.log"));

    private string Superuser => (_postgres ?? throw new InvalidOperationException("There is no PostgreSQL.")).ConnectionString;

    public async ValueTask InitializeAsync()
    {
        var binaries = Environment.GetEnvironmentVariable("POSTGRES_BIN");
        if (await PostgresBinaries.FindAsync(binaries, null, CancellationToken.None) is null)
            return;

        _postgres = await PrivatePostgres.StartAsync(
            new PrivatePostgresOptions(_folder.Path) { Durable = false, Database = "postgres", Binaries = binaries }, CancellationToken.None);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "postgres", "data", "pg_hba.conf"), "local all postgres trust\nlocal all all scram-sha-256\n");
        await Sql.RunAsync(Superuser, "alter system set log_statement = 'all'");
        await Sql.RunAsync(Superuser, "select pg_reload_conf()");
        await Sql.RunAsync(Superuser, "create role asked login");
        while (await Sql.AnswersAsync(As(Superuser, "asked", null)))
            await Task.Delay(20);
    }

    /// <summary>A new database and the connection string of its owner, who has a password and may make roles unless <paramref name="can"/>
    /// says otherwise.</summary>
    public async Task<string> DatabaseAsync(string can = "createrole")
    {
        Assert.SkipWhen(_postgres is null, "this machine has no PostgreSQL");
        var name = $"test_{Guid.NewGuid():N}";
        await RunAsync($"create role {name} login {can} password 'of {name}'");
        await RunAsync($"create database {name} owner {name}");
        return new NpgsqlConnectionStringBuilder(As(Superuser, name, $"of {name}")) { Database = name }.ConnectionString;
    }

    /// <summary>Runs it as the superuser, in the database that a connection string names.</summary>
    public Task RunAsync(string sql, string? database = null) => Sql.RunAsync(
        database is null ? Superuser : As(database, new NpgsqlConnectionStringBuilder(Superuser).Username!, null), sql);

    public Task<T> AskAsync<T>(string sql) => Sql.AskAsync<T>(Superuser, sql);

    public static string As(string connectionString, string role, string? password) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = role, Password = password }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _folder.Dispose();
    }
}
