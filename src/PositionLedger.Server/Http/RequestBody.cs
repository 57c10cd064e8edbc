using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>Reads a JSON body strictly, or says what is wrong with it.</summary>
public static partial class RequestBody
{
    /// <summary>Bytes; the longest statement that the rules allow fits, escaped.</summary>
    public const int MaxLength = 256 * 1024;

    public static async Task<(T? Body, IResult? Problem)> ReadAsync<T>(HttpContext http)
        where T : class
    {
        if (!IsPlainJson(http.Request))
            return (null, Problems.Of(415, "unsupported-media-type", "The body must be JSON in UTF-8, not compressed; send it with Content-Type: application/json."));
        if (await BytesAsync(http.Request) is not { } bytes)
            return (null, Problems.Of(413, "too-large", $"A body may have at most {MaxLength} bytes."));

        try
        {
            var body = JsonSerializer.Deserialize<T>(bytes.Span, WireJson.Requests);
            return body is null ? (null, Problems.Of(400, "malformed-json", "The body is null; send a JSON object.")) : (body, null);
        }
        catch (JsonException e)
        {
            return (null, Explain(e));
        }
    }

    private static bool IsPlainJson(HttpRequest request) => request.HasJsonContentType()
        && request.Headers.ContentEncoding.ToString() is "" or "identity"
        && request.GetTypedHeaders().ContentType is { } type
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<ReadOnlyMemory<byte>?> BytesAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxLength)
            return null;

        var buffer = new byte[request.ContentLength is { } length ? (int)length : MaxLength + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        // Not by ?: there null would become an empty Memory<byte>.
        if (read > MaxLength)
            return null;
        return buffer.AsMemory(0, read);
    }

    private static IResult Explain(JsonException thrown)
    {
        // An optional field is read by a reader of its own (OptionalConverter), which knows only its part of the path.
        var e = thrown.InnerException as JsonException ?? thrown;
        var path = ReferenceEquals(e, thrown) ? FieldOf(e) : Inside(FieldOf(thrown), FieldOf(e));
        if (e.InnerException is InvalidOperationException unreadable && !unreadable.Message.Contains("token type", StringComparison.Ordinal))
            return Problems.Invalid(path, "contains half a surrogate pair, or bytes that are no UTF-8.");
        if (Unmapped().Match(e.Message) is { Success: true } unknown)
            return Problems.Invalid(Join(path, Excerpt.Of(unknown.Groups[1].Value, 100)), "is no field of this request.");
        if (Duplicate().Match(e.Message) is { Success: true } twice)
            return Problems.Invalid(Join(path, Excerpt.Of(twice.Groups[1].Value, 100)), "is given twice.");
        if (Unconvertible().Match(e.Message) is { Success: true } type)
            return Problems.Invalid(path.Length == 0 ? "body" : path, $"must be {Expected(type.Groups[1].Value)}.");
        if (path.Length > 0 && e.InnerException is null && !e.Message.Contains("LineNumber", StringComparison.Ordinal))
            return Problems.Invalid(path, e.Message);

        var where = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";
        return Problems.Of(400, "malformed-json", $"The body is not the JSON that this call takes{where}. It must be valid UTF-8, "
            + "without lone surrogates, nested at most 32 deep.");
    }

    private static string FieldOf(JsonException e) =>
        (e.Path ?? "$").TrimStart('$').TrimStart('.').Replace("['", "", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal);

    private static string Inside(string outer, string inner) =>
        inner.Length == 0 || inner[0] == '[' ? outer + inner : $"{outer}.{inner}";

    private static string Join(string path, string field) =>
        path.Length == 0 || path == field || path.EndsWith("." + field, StringComparison.Ordinal) ? (path.Length == 0 ? field : path) : $"{path}.{field}";

    private static string Expected(string type) => type switch
    {
        _ when type.Contains("[]", StringComparison.Ordinal) => "an array",
        _ when type.Contains("String", StringComparison.Ordinal) => "a string",
        _ when type.Contains("Int", StringComparison.Ordinal) => "a whole number",
        _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("Guid", StringComparison.Ordinal) => "a UUID",
        _ => "an object",
    };

    [GeneratedRegex("^The JSON property '(.*?)' could not be mapped")]
    private static partial Regex Unmapped();

    [GeneratedRegex("^Duplicate property '(.*?)'")]
    private static partial Regex Duplicate();

    [GeneratedRegex("could not be converted to (.*?)\\. Path:")]
    private static partial Regex Unconvertible();
}
