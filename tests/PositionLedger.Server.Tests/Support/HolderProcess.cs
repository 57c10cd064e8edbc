using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PositionLedger.Server.Tests.Support;

/// <summary>Another process that holds a ledger's database, to be ended in every way a server can end.</summary>
public sealed partial class HolderProcess : IDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;

    private HolderProcess(Process process) => _process = process;

    /// <summary>The two lines it prints, or the one with which it refuses.</summary>
    public string Description { get; private set; } = "";

    public string ConnectionString { get; private set; } = "";

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it as the current user, or as <paramref name="user"/>, and waits for what it says.</summary>
    public static async Task<HolderProcess> StartAsync(string folder, string? user = null)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "PositionLedger.DatabaseHolder.dll")];
        if (user is not null)
            command = ["setpriv", $"--reuid={user}", "--clear-groups", "--", .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
        start.Environment["LEDGER_DATA"] = folder;
        start.Environment.Remove("ConnectionStrings__ledger");
        start.Environment.Remove("LEDGER_DB");

        var holder = new HolderProcess(Process.Start(start)!);
        holder.Description = await holder._process.StandardOutput.ReadLineAsync() ?? "";
        holder.ConnectionString = await holder._process.StandardOutput.ReadLineAsync() ?? "";
        if (holder.ConnectionString.Length == 0)
            await holder._process.WaitForExitAsync();
        return holder;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task TerminateAsync()
    {
        Assert.Equal(0, Signal(_process.Id, SigTerm));
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int pid, int signal);
}
