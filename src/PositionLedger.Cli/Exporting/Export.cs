using System.CommandLine;
using System.Net.Http.Headers;

namespace PositionLedger.Cli.Exporting;

/// <summary>Writes what the server exports to a file or to standard output, as it comes.</summary>
/// <param name="formats">Those that there are; the first one unless something says otherwise.</param>
internal sealed class Export(string what, params string[] formats)
{
    private const int Piece = 128 * 1024;

    private readonly Option<string?> _format = new("--format") { Description = Choice(formats), HelpName = "FORMAT" };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file to write; else standard output.", HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong(formats);
        command.Options.Add(_format);
        command.Options.Add(_output);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ServerOptions server, Surroundings around, ParseResult parsed, string query, CancellationToken cancel)
    {
        var output = parsed.GetValue(_output) is { } named && named != "-" ? named : null;
        var format = parsed.GetValue(_format) ?? FormatOf(output);
        if (format == "parquet" && output is null && around.OutIsTerminal)
            throw new UsageException("Parquet is nothing for a terminal: name a file with --output.");

        using var ledger = server.Connect(parsed);
        var path = $"exports/{what}.{format}{query}";
        if (output is null || IsDevice(output))
        {
            await using var stream = output is null ? around.OpenOut() : File.OpenWrite(output);
            await CopyAsync(ledger, path, stream, output, around.Error, cancel);
            return ExitCode.Done;
        }

        await using var file = WholeFile.Create(output);
        await CopyAsync(ledger, path, file.Stream, output, around.Error, cancel);
        await file.FinishAsync();
        return ExitCode.Done;
    }

    private string FormatOf(string? file) =>
        formats.FirstOrDefault(known => file?.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase) == true) ?? formats[0];

    private static Task CopyAsync(LedgerServer ledger, string path, Stream to, string? file, TextWriter talk, CancellationToken cancel) =>
        ledger.StreamAsync(path, null, async (from, headers) =>
        {
            var buffer = new byte[Piece];
            for (var read = await from.ReadAsync(buffer, cancel); read > 0; read = await from.ReadAsync(buffer, cancel))
                await WriteAsync(to, buffer.AsMemory(0, read), file, cancel);
            await WriteAsync(to, default, file, cancel);
            if (Told(headers, "Ledger-Size") is { } size)
                await talk.WriteLineAsync($"{file ?? "This"} rests on the first {size} events.");
            if (Told(headers, "Ledger-Leaves-Out") is { } left)
                await talk.WriteLineAsync($"Left out: {left}");
        }, cancel);

    // What breaks here is no fault of the server's.
    private static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, string? file, CancellationToken cancel)
    {
        try
        {
            await to.WriteAsync(bytes, cancel);
            if (bytes.IsEmpty)
                await to.FlushAsync(cancel);
        }
        catch (IOException e)
        {
            throw new CannotAnswerException($"{file ?? "Standard output"} can't be written: {e.Message}");
        }
    }

    private static string? Told(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    // A device, or what a shell gives for >(…), can't be put in its own place.
    private static bool IsDevice(string path) => Path.GetDirectoryName(path) is "/dev" or "/dev/fd" or "/dev/pts" && File.Exists(path);

    private static string Choice(string[] formats) => formats.Length == 1
        ? $"{formats[0]}, the only one there is."
        : $"{string.Join(", ", formats[..^1])} or {formats[^1]}; else by the file's name, else {formats[0]}.";
}
