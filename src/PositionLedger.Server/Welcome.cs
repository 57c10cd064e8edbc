using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PositionLedger.Server.Http;

namespace PositionLedger.Server;

/// <summary>Makes sure there is an administrator's key and tells whoever started the server where everything is.</summary>
public sealed class Welcome(
    ApiKeys keys, IConfiguration configuration, IHostApplicationLifetime lifetime, IServer server, Welcome.Database database) : IHostedService
{
    /// <summary>The database in words; null where nobody is to be welcomed.</summary>
    public sealed record Database(string? Description);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var made = await keys.EnsureAsync(configuration["LEDGER_ADMIN_KEY"], cancellationToken);
        if (database.Description is not null)
            lifetime.ApplicationStarted.Register(() => Print(made));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print(string? made)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine($"""

              PositionLedger   {address}
              API and docs     {address}/docs
              Data             {database.Description}
            """);
        Console.WriteLine(made is null
            ? "  Writing          with the administrator's key (LEDGER_ADMIN_KEY, or the one printed at the first start)\n"
            : $"  Writing          with this administrator's key; it is shown only this once:\n\n    export LEDGER_API_KEY={made}\n");
    }
}
