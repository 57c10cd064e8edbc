using Npgsql;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(TestPostgres))]

namespace PositionLedger.Server.Tests.Support;

/// <summary>The one PostgreSQL of a test run; each test class takes a database of its own from it. Private and careless
/// unless LEDGER_TEST_DB says `docker` (a container of PL_POSTGRES_IMAGE) or gives the connection string of another.</summary>
public sealed class TestPostgres : IAsyncLifetime
{
    private const int ManyConnections = 500;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private string _administration = "";
    private IAsyncDisposable? _owned;
    private TemporaryFolder? _folder;

    /// <summary>What the run prints: a person must see which database the tests had.</summary>
    public string Description { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var (kind, connectionString) = Environment.GetEnvironmentVariable("LEDGER_TEST_DB") switch
        {
            null or "" or "private" => await StartPrivateAsync(),
            "docker" => await StartContainerAsync(),
            var given => ("PostgreSQL {0} of LEDGER_TEST_DB", given),
        };
        _administration = new NpgsqlConnectionStringBuilder(connectionString) { Timezone = "UTC" }.ConnectionString;
        await using var connection = await ConnectAsync();
        Description = string.Format(System.Globalization.CultureInfo.InvariantCulture, kind, connection.PostgreSqlVersion);
        RunnerConsole.Say($"Tests run on {Description}");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await (_owned?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder?.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>The connection string of a new database, a copy of <paramref name="template"/> if there is one. Nobody may
    /// be connected to the template at that moment: pools included, so clear them first.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await RunAsync($"create database {name}" + (template is null ? "" : $" template {Name(template)}"));
        return new NpgsqlConnectionStringBuilder(_administration) { Database = name }.ConnectionString;
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made, whoever is still connected.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pool = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(pool);
        await RunAsync($"drop database if exists {Name(connectionString)} with (force)");
    }

    // A template is named by the connection string that made it, or by its plain name.
    private static string Name(string database) =>
        database.Contains('=', StringComparison.Ordinal) ? new NpgsqlConnectionStringBuilder(database).Database! : database;

    private async Task<(string Kind, string ConnectionString)> StartPrivateAsync()
    {
        await AbandonedClusters.RemoveAsync();
        _folder = new TemporaryFolder();
        var postgres = await PrivatePostgres.StartAsync(
            new PrivatePostgresOptions(_folder.Path)
            {
                Durable = false,
                MaxConnections = ManyConnections,
                Database = "postgres",
                Binaries = Environment.GetEnvironmentVariable("POSTGRES_BIN"),
            },
            CancellationToken.None);
        _owned = postgres;
        return ("private PostgreSQL {0}", postgres.ConnectionString);
    }

    private async Task<(string Kind, string ConnectionString)> StartContainerAsync()
    {
        var image = Environment.GetEnvironmentVariable("PL_POSTGRES_IMAGE") is { Length: > 0 } named ? named : ContainerPostgres.DefaultImage;
        var container = new PostgreSqlBuilder(image)
            .WithCommand("-c", $"max_connections={ManyConnections}", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
            .Build();
        _owned = container;
        await container.StartAsync();
        return ($"PostgreSQL {{0}} in a container of {image}", container.GetConnectionString());
    }

    private async Task RunAsync(string sql)
    {
        // CREATE DATABASE refuses a template that another CREATE DATABASE has open.
        await _oneAtATime.WaitAsync();
        try
        {
            await using var connection = await ConnectAsync();
#pragma warning disable CA2100 // every name in it is made of a GUID above
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_administration + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
