using System.Text.Json;
using System.Text.Json.Nodes;

namespace PositionLedger.Cli.Statements;

/// <summary>JSON that somebody wrote.</summary>
internal static class JsonFile
{
    /// <param name="file">Its name, or <c>-</c> for standard input.</param>
    /// <exception cref="UsageException">It can't be read, or is no JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(string file, Surroundings around, CancellationToken cancel)
    {
        try
        {
            await using var stream = file == "-" ? around.OpenIn() : File.OpenRead(file);
            using var reader = new StreamReader(stream);
            return Parse(await reader.ReadToEndAsync(cancel), file == "-" ? "Standard input" : file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--file {file} can't be read: {e.Message}");
        }
    }

    /// <param name="what">Where it comes from.</param>
    /// <exception cref="UsageException">It is no JSON object.</exception>
    public static JsonObject Parse(string text, string what)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new UsageException($"{what} is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new UsageException($"{what} is no JSON: {e.Message}");
        }
    }
}
