namespace PositionLedger.Cli;

/// <summary>What a command has around it; a test brings its own.</summary>
/// <param name="Out">For data.</param>
/// <param name="Error">For talk.</param>
/// <param name="Handler">Sends requests.</param>
/// <param name="Variable">Reads an environment variable.</param>
internal sealed record Surroundings(
    TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, HttpMessageHandler Handler, Func<string, string?> Variable)
{
    /// <summary>Opens standard input for bytes.</summary>
    public Func<Stream> OpenIn { get; init; } = Console.OpenStandardInput;

    /// <summary>Opens standard output for bytes, past <see cref="Out"/>.</summary>
    public Func<Stream> OpenOut { get; init; } = Console.OpenStandardOutput;

    public static Surroundings OfProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, new SocketsHttpHandler(),
        Environment.GetEnvironmentVariable);
}
