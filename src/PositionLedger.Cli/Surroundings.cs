namespace PositionLedger.Cli;

/// <summary>What a command has around it; a test brings its own.</summary>
/// <param name="Out">For data.</param>
/// <param name="Error">For talk.</param>
/// <param name="Handler">Sends requests.</param>
/// <param name="Variable">Reads an environment variable.</param>
internal sealed record Surroundings(
    TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, HttpMessageHandler Handler, Func<string, string?> Variable)
{
    public static Surroundings OfProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, new SocketsHttpHandler(),
        Environment.GetEnvironmentVariable);
}
