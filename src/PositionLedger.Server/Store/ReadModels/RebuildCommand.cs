using JasperFx.CommandLine;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>The server's verb <c>rebuild</c>: makes every read model again from the events, and ends.</summary>
[Description("Makes every read model again from the events", Name = "rebuild")]
public sealed class RebuildCommand : JasperFxAsyncCommand<NetCoreInput>
{
    public override async Task<bool> Execute(NetCoreInput input)
    {
        using var host = input.BuildHost();
        await host.Services.GetServices<IHostedService>().OfType<Migrations>().Single().StartAsync(CancellationToken.None);
        var events = await host.Services.GetRequiredService<ReadModels>().RebuildAsync(CancellationToken.None);
        Console.WriteLine($"Every read model was made again, from {events} events.");
        return true;
    }
}
