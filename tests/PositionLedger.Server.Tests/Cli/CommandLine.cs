using System.Text;
using PositionLedger.Cli;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Cli;

/// <summary>What a command left behind.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error);

/// <summary>Runs <c>ledger</c> in this process against a server in this process.</summary>
internal static class CommandLine
{
    public static Task<Ran> RunAsync(LedgerApp app, params string[] args) => RunAsync(app.Host.Server.CreateHandler(), args);

    /// <param name="input">What is on standard input.</param>
    public static Task<Ran> RunAsync(LedgerApp app, byte[] input, params string[] args) =>
        RunAsync(app.Host.Server.CreateHandler(), input, args, TestContext.Current.CancellationToken);

    public static Task<Ran> RunAsync(HttpMessageHandler handler, params string[] args) =>
        RunAsync(handler, [], args, TestContext.Current.CancellationToken);

    public static async Task<Ran> RunAsync(HttpMessageHandler handler, byte[] input, string[] args, CancellationToken cancel)
    {
        using var output = new StringWriter();
        using var bytes = new MemoryStream();
        using var error = new StringWriter();
        var around = new Surroundings(output, error, false, false, handler, name => name == "LEDGER_API_KEY" ? LedgerApp.AdminKey : null)
        {
            OpenIn = () => new MemoryStream(input), OpenOut = () => bytes,
        };
        var code = await LedgerCommand.RunAsync(args, around, cancel);
        return new(code, output + Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}
