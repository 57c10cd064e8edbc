using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Running;

/// <summary>The server as `make run` starts it, in a process of its own: no key given, the sample asked for.</summary>
public sealed class ANewcomersFirstStart
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prints_where_everything_is_and_the_key_once_and_the_next_start_finds_everything_again()
    {
        using var folder = new TemporaryFolder();

        await using var first = await StartAsync(folder);
        var sample = await new Api(first.Client, null).GetAsync("/api/v1/parties/ukraine/stances/cede-territory?on=2025-08-09");
        var (ended, printed) = await first.StopAsync();

        Assert.Equal("rejects", sample.Json["stance"]!.GetValue<string>());
        Assert.Equal(0, ended);
        Assert.False(File.Exists(folder.PidFile), "PostgreSQL still runs.");
        Assert.Contains($"{first.Client.BaseAddress}docs", printed, StringComparison.Ordinal);
        Assert.Matches($"private PostgreSQL [0-9.]+ in {folder.Path}", printed);
        var key = Assert.Single(ServerProcess.KeysIn(printed));

        await using var second = await StartAsync(folder);
        var api = new Api(second.Client, key);
        var opened = await api.PostAsync("/api/v1/parties", new { id = "upland", name = "Upland", kind = "state" });
        var parties = await api.GetAsync("/api/v1/parties");
        (ended, printed) = await second.StopAsync();

        Assert.Equal((HttpStatusCode.Created, 6), (opened.Status, parties.Json["items"]!.AsArray().Count));
        Assert.Equal(0, ended);
        Assert.DoesNotContain("plk_", printed, StringComparison.Ordinal);
    }

    private static Task<ServerProcess> StartAsync(TemporaryFolder folder) =>
        ServerProcess.StartAsync(folder, Cancel, ("LEDGER_ADMIN_KEY", null), ("LEDGER_SAMPLE", "alaska-2025"));
}
