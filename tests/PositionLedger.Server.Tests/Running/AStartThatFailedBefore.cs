using System.Net;
using System.Net.Sockets;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>What a start that came to nothing leaves to the next one.</summary>
public sealed class AStartThatFailedBefore
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_port_that_was_taken_has_not_made_the_key_that_nobody_saw()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var failed = await FailedStart.OfAsync(folder, address, Cancel, ("LEDGER_ADMIN_KEY", null));
        await using var next = await ServerProcess.StartAsync(folder, Cancel, ("LEDGER_ADMIN_KEY", null));
        var (_, printed) = await next.StopAsync();
        await using var third = await ServerProcess.StartAsync(folder, Cancel, ("LEDGER_ADMIN_KEY", null));
        var api = new Api(third.Client, ServerProcess.KeysIn(printed)[0]);
        var opened = await api.PostAsync("/api/v1/parties", new { id = "upland", name = "Upland", kind = "state" });

        Assert.Equal($"Another program already listens on {address}: stop it, or choose another port with ASPNETCORE_URLS.", failed.Sentence());
        Assert.Matches(@"\n    export LEDGER_URL=http://127\.0\.0\.1:\d+\n    export LEDGER_API_KEY=plk_", printed);
        Assert.Equal(HttpStatusCode.Created, opened.Status);
    }
}
