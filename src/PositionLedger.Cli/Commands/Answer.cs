using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace PositionLedger.Cli.Commands;

/// <summary>Prints what the server answers: for a reader, or as it is.</summary>
internal static class Answer
{
    /// <summary>Asks for it first.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> AskAsync(
        ServerOptions server, Surroundings around, ParseResult parsed, string path, Action<JsonElement, IAnsiConsole> print,
        CancellationToken cancel)
    {
        using var ledger = server.Connect(parsed);
        await PrintAsync(server, around, parsed, await ledger.GetAsync(path, cancel), print);
        return ExitCode.Done;
    }

    public static async Task PrintAsync(
        ServerOptions server, Surroundings around, ParseResult parsed, string answer, Action<JsonElement, IAnsiConsole> print)
    {
        if (server.IsJson(parsed))
            await around.Out.WriteLineAsync(answer);
        else
            print(JsonElement.Parse(answer), Screen.Of(around.Out, around.OutIsTerminal));
    }
}
