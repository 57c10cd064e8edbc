using Alba;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PositionLedger.Server.Store.Roles;

namespace PositionLedger.Server.Tests.Support;

/// <summary>The test classes that share one server; they run one after the other and keep apart by the ids they use.</summary>
[CollectionDefinition(Name)]
public sealed class SharedLedger : ICollectionFixture<LedgerApp>
{
    public const string Name = "shared ledger";
}

/// <summary>The server, as composed for production, in this process and on a database of its own. A test that counts or
/// breaks things starts one for itself.</summary>
public sealed class LedgerApp(TestPostgres postgres) : IAsyncLifetime
{
    public const string AdminKey = "plk_of-the-tests";

    private readonly Dictionary<string, string?> _settings = [];
    private readonly TemporaryFolder _folder = new();
    private bool _hasEnded;

    public TestPostgres Postgres => postgres;

    /// <summary>The owner's of the tables: whoever tampers or looks behind things is that.</summary>
    public string ConnectionString { get; private set; } = "";

    public IAlbaHost Host { get; private set; } = null!;

    /// <summary>Where this server keeps its signing key; another server on the same database is given the same one.</summary>
    public string SigningKey => Path.Combine(_folder.Path, "signing.key");

    /// <summary>As whom the server and its sealer connect.</summary>
    public Accounts Accounts => Host.Services.GetRequiredService<Accounts>();

    /// <summary>The server's own connections.</summary>
    public NpgsqlDataSource Database => Host.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>A server of the test's own, on a new database or on the one given.</summary>
    public static async Task<LedgerApp> StartAsync(
        TestPostgres postgres, string? connectionString = null, params (string Name, string? Value)[] settings)
    {
        var app = new LedgerApp(postgres) { ConnectionString = connectionString ?? "" };
        foreach (var (name, value) in settings)
            app._settings[name] = value;
        await app.InitializeAsync();
        return app;
    }

    public async ValueTask InitializeAsync()
    {
        if (ConnectionString.Length == 0)
            ConnectionString = await postgres.CreateDatabaseAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["LEDGER_ADMIN_KEY"] = AdminKey, ["LEDGER_SAMPLE"] = null, ["LEDGER_DATA"] = _folder.Path });
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.AddLedger(ConnectionString, null);
        Host = await AlbaHost.For(builder, app => app.UseLedger());
    }

    /// <summary>Ends the server and every connection of its, so that its database can be copied; database and key stay.</summary>
    public async Task EndAsync()
    {
        if (!_hasEnded)
            await Host.DisposeAsync();
        _hasEnded = true;
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await postgres.DropDatabaseAsync(ConnectionString);
        _folder.Dispose();
    }
}
