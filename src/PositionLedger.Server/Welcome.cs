using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PositionLedger.Server.Http;

namespace PositionLedger.Server;

/// <summary>Makes sure there is an administrator's key and tells whoever started the server where everything is.</summary>
public sealed class Welcome(ApiKeys keys, IConfiguration configuration, IServer server, Store.Database ledger, Welcome.Database database)
    : IHostedLifecycleService
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
            Print(made, await VerifierKeyAsync());
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The sealer makes it at the first start, which takes a moment.
    private async Task<string?> VerifierKeyAsync()
    {
        for (var tries = 0; tries < 20; tries++)
        {
            if (await ledger.FirstAsync("select verifier_key from ledger.log_key order by number desc limit 1", row => row.GetString(0), CancellationToken.None) is { } key)
                return key;
            await Task.Delay(100);
        }

        return null;
    }

    private void Print(string? made, string? verifierKey)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine($"""

              PositionLedger   {address}
              API and docs     {address}/docs
              Data             {database.Description}
              Verifier key     {verifierKey ?? "none yet; /health/ready says why"}
              Writing          {(made is null
                  ? "with the administrator's key (LEDGER_ADMIN_KEY, or the one printed at the first start)"
                  : "with this administrator's key; it is shown only this once:")}

                export LEDGER_URL={address}
            """);
        Console.WriteLine(made is null ? "" : $"    export LEDGER_API_KEY={made}\n");
    }
}
