using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>Answers to questions: JSON with an ETag, and nothing but 304 to who has it already.</summary>
public static class Answers
{
    /// <param name="etag">The validator; where it is left out, a digest of the bytes.</param>
    public static IResult Json<T>(HttpContext http, T value, string? etag = null)
    {
        var bytes = Bytes(value);
        return Tagged(http, etag ?? DigestOf(bytes), () => TypedResults.Bytes(bytes, "application/json; charset=utf-8"));
    }

    /// <summary>A text, with a digest of it as its validator.</summary>
    public static IResult Text(HttpContext http, byte[] utf8, string contentType) =>
        Tagged(http, DigestOf(utf8), () => TypedResults.Bytes(utf8, $"{contentType}; charset=utf-8"));

    /// <summary>An answer that is written while it is made; not at all where nobody reads it.</summary>
    /// <param name="etag">The validator, which is known before.</param>
    public static IResult Streamed(HttpContext http, string contentType, string etag, Func<Stream, Task> write) =>
        Tagged(http, etag, () => Results.Stream(body => Head.IsAsked(http) ? Task.CompletedTask : write(body), contentType));

    /// <summary>The answer as it is sent, byte by byte.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Answers);

    public static IResult Created<T>(HttpContext http, string location, T value)
    {
        http.Response.Headers.Location = location;
        return TypedResults.Json(value, WireJson.Answers, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>It was begun; at the location is said how far it is.</summary>
    public static IResult Accepted<T>(HttpContext http, string location, T value)
    {
        http.Response.Headers.Location = location;
        return TypedResults.Json(value, WireJson.Answers, statusCode: StatusCodes.Status202Accepted);
    }

    public static IResult Ok<T>(T value) => TypedResults.Json(value, WireJson.Answers);

    private static IResult Tagged(HttpContext http, string etag, Func<IResult> answer)
    {
        http.Response.Headers.ETag = $"\"{etag}\"";
        return Matches(http.Request.Headers.IfNoneMatch, etag) ? Results.StatusCode(StatusCodes.Status304NotModified) : answer();
    }

    private static string DigestOf(byte[] bytes) => Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 12));

    private static bool Matches(StringValues header, string etag) =>
        EntityTagHeaderValue.TryParseList(header, out var tags) && tags.Any(tag => tag.Tag == "*" || tag.Tag == $"\"{etag}\"");
}
