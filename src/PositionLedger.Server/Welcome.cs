using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PositionLedger.Server.Http;

namespace PositionLedger.Server;

/// <summary>Makes sure there is an administrator's key and tells whoever started the server where everything is.</summary>
public sealed class Welcome(ApiKeys keys, IConfiguration configuration, IServer server, Welcome.Database database) : IHostedLifecycleService
{
    /// <summary>The database in words; null where nobody is to be welcomed.</summary>
    public sealed record Database(string? Description);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Before anybody can call with the one that it replaces.
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["LEDGER_ADMIN_KEY"] is { } given && !string.IsNullOrWhiteSpace(given))
            await keys.SetAsync(given, cancellationToken);
    }

    // Only a server that listens makes a key, and nothing may come between keeping and printing it: only its hash is kept.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var made = await keys.MakeAsync(CancellationToken.None);
        if (database.Description is not null)
            Print(made);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print(string? made)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine($"""

              PositionLedger   {address}
              API and docs     {address}/docs
              Data             {database.Description}
              Writing          {(made is null
                  ? "with the administrator's key (LEDGER_ADMIN_KEY, or the one printed at the first start)"
                  : "with this administrator's key; it is shown only this once:")}

                export LEDGER_URL={address}
            """);
        Console.WriteLine(made is null ? "" : $"    export LEDGER_API_KEY={made}\n");
    }
}
