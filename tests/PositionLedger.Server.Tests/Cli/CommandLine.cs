using PositionLedger.Cli;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>What a command left behind.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error);

/// <summary>Runs <c>ledger</c> in this process against a server in this process.</summary>
internal static class CommandLine
{
    public static Task<Ran> RunAsync(LedgerApp app, params string[] args) => RunAsync(app.Host.Server.CreateHandler(), args);

    public static async Task<Ran> RunAsync(HttpMessageHandler handler, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var around = new Surroundings(
            output, error, false, false, handler, name => name == "LEDGER_API_KEY" ? LedgerApp.AdminKey : null);
        var code = await LedgerCommand.RunAsync(args, around, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
