namespace PositionLedger.Cli.Importing;

/// <summary>A file to import.</summary>
/// <param name="Name">What it is called where something is said about it.</param>
/// <param name="MediaType">What it is, also within gzip.</param>
internal sealed record ImportFile(string Name, string MediaType, bool IsGzipped, Func<Stream> Open)
{
    public const string Csv = "csv";

    public const string Ndjson = "ndjson";

    /// <param name="path">Its path, or <c>-</c> for standard input.</param>
    /// <param name="format">What it is; null to go by its name.</param>
    /// <exception cref="UsageException">There is no such file, or nothing says what it is.</exception>
    public static ImportFile Of(string path, string? format, Surroundings around)
    {
        if (path != "-" && !File.Exists(path))
            throw new UsageException($"{path}: there is no such file.");

        var isGzipped = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var mediaType = MediaTypeOf(format ?? Guess(isGzipped ? path[..^3] : path))
            ?? throw new UsageException($"{path}: --format csv or --format ndjson must say what it is.");
        return path == "-" ? new("stdin", mediaType, isGzipped, around.OpenIn) : new(path, mediaType, isGzipped, () => Opened(path));
    }

    private static string? MediaTypeOf(string? format) => format switch
    {
        Csv => "text/csv",
        Ndjson => "application/x-ndjson",
        _ => null,
    };

    private static string? Guess(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => Csv,
        ".ndjson" or ".jsonl" => Ndjson,
        _ => null,
    };

    private static FileStream Opened(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} can't be read: {e.Message}");
        }
    }
}
