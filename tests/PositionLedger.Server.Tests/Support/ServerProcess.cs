using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace PositionLedger.Server.Tests.Support;

/// <summary>The server in a process of its own with a private database of its own, to be killed.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly string[] Others =
        ["ConnectionStrings__ledger", "ConnectionStrings__ledger_server", "ConnectionStrings__ledger_sealer", "LEDGER_DB", "LEDGER_ROLES", "LEDGER_SAMPLE"];

    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly Task<string> _output;

    private ServerProcess(Process process, TemporaryFolder folder, HttpClient client, Task<string> output) =>
        (_process, _folder, Client, _output) = (process, folder, client, output);

    public HttpClient Client { get; }

    /// <summary>Starts it on a folder and waits until it is ready.</summary>
    /// <param name="settings">Environment variables, null for none; else it has the tests' key and no sample.</param>
    public static async Task<ServerProcess> StartAsync(TemporaryFolder folder, CancellationToken cancel, params (string Name, string? Value)[] settings)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var process = Process.Start(Command(folder, address, settings))!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new(address) };
        while (!await IsReadyAsync(client, cancel))
            Assert.False(process.HasExited, process.HasExited ? await output + await errors : "");
        return new(process, folder, client, output);
    }

    /// <summary>What starts it, with a database of its own unless the settings name another.</summary>
    public static ProcessStartInfo Command(TemporaryFolder folder, string address, params (string Name, string? Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PositionLedger.Server.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LEDGER_DATA"] = folder.Path;
        start.Environment["LEDGER_ADMIN_KEY"] = LedgerApp.AdminKey;
        start.Environment["ASPNETCORE_URLS"] = address;
        foreach (var other in Others)
            start.Environment.Remove(other);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>What runs a verb of it, from its own folder: the search for verbs stumbles over the test runner's assemblies.</summary>
    public static ProcessStartInfo Verb(TemporaryFolder folder, string verb, params (string Name, string? Value)[] settings)
    {
        var start = Command(folder, "nonsense", settings);
        start.ArgumentList[0] = start.ArgumentList[0].Replace("tests/PositionLedger.Server.Tests", "src/PositionLedger.Server", StringComparison.Ordinal);
        start.ArgumentList.Add(verb);
        return start;
    }

    /// <summary>The keys in what it printed.</summary>
    public static IReadOnlyList<string> KeysIn(string printed) => [.. Key().Matches(printed).Select(match => match.Groups[1].Value)];

    /// <summary>A port that nobody listens on, for the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Kills the server and PostgreSQL's postmaster at once, as a power cut would.</summary>
    public async Task KillWithDatabaseAsync()
    {
        using var postmaster = Process.GetProcessById(_folder.PostmasterPid);
        postmaster.Kill();
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Kills the server alone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, its database with it.</summary>
    /// <returns>Its exit code, and all that it printed.</returns>
    public async Task<(int ExitCode, string Output)> StopAsync()
    {
        using var terminate = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            await StopAsync();
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

    [GeneratedRegex("LEDGER_API_KEY=(plk_[\\w-]+)")]
    private static partial Regex Key();
}
