using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PositionLedger.Server.Tests.Support;

/// <summary>The server in a process of its own with a private database of its own, to be killed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TemporaryFolder _folder;

    private ServerProcess(Process process, TemporaryFolder folder, HttpClient client) => (_process, _folder, Client) = (process, folder, client);

    public HttpClient Client { get; }

    /// <summary>Starts it on a folder and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(TemporaryFolder folder, CancellationToken cancel)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PositionLedger.Server.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LEDGER_DATA"] = folder.Path;
        start.Environment["LEDGER_ADMIN_KEY"] = LedgerApp.AdminKey;
        start.Environment["ASPNETCORE_URLS"] = address;
        foreach (var other in (string[])["ConnectionStrings__ledger", "LEDGER_DB", "LEDGER_SAMPLE"])
            start.Environment.Remove(other);

        var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new(address) };
        while (!await IsReadyAsync(client, cancel))
            Assert.False(process.HasExited, process.HasExited ? await output + await errors : "");
        return new(process, folder, client);
    }

    /// <summary>Kills the server and PostgreSQL's postmaster at once, as a power cut would.</summary>
    public async Task KillWithDatabaseAsync()
    {
        using var postmaster = Process.GetProcessById(_folder.PostmasterPid);
        postmaster.Kill();
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            // SIGTERM, so that it stops its database too.
            using var kill = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancel)
    {
        try
        {
            using var ready = await client.GetAsync("/health/ready", cancel);
            return ready.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            await Task.Delay(50, cancel);
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
