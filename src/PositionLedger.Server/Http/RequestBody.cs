using System.Text.Json;
using Microsoft.Net.Http.Headers;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>Reads a JSON body strictly, or says what is wrong with it.</summary>
public static class RequestBody
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
            return body is null ? (null, Problems.Of(400, JsonMistake.Malformed, "The body is null; send a JSON object.")) : (body, null);
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

    private static IResult Explain(JsonException thrown) => JsonMistake.Of(thrown) switch
    {
        { Field: { } field } mistake => Problems.Invalid(field, mistake.Why),
        var mistake => Problems.Of(400, JsonMistake.Malformed, $"The body is not the JSON that this call takes{mistake.Why}"),
    };
}
