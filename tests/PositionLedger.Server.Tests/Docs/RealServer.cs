using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Docs;

/// <summary>The server as `make run` starts it: on a port of this machine, with the sample, on an empty database.</summary>
public sealed class RealServer : IAsyncDisposable
{
    private readonly TestPostgres _postgres;
    private readonly string _connectionString;
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;

    private RealServer(TestPostgres postgres, string connectionString, WebApplication app, TemporaryFolder folder) =>
        (_postgres, _connectionString, _app, _folder) = (postgres, connectionString, app, folder);

    public string Url => _app.Urls.Single();

    public string ConnectionString => _connectionString;

    public static async Task<RealServer> StartAsync(TestPostgres postgres)
    {
        var folder = new TemporaryFolder();
        var connectionString = await postgres.CreateDatabaseAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["LEDGER_ADMIN_KEY"] = LedgerApp.AdminKey, ["LEDGER_SAMPLE"] = "alaska-2025", ["LEDGER_DATA"] = folder.Path });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddLedger(connectionString, null);
        var app = builder.Build();
        app.UseLedger();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(postgres, connectionString, app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _postgres.DropDatabaseAsync(_connectionString);
        _folder.Dispose();
    }
}
