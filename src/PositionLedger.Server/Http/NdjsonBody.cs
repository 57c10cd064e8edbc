using System.Text.Json;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>An answer that is streamed, one JSON value to a line.</summary>
public static class NdjsonBody
{
    public const string ContentType = "application/x-ndjson";

    public static IResult Of<T>(IAsyncEnumerable<T> lines, CancellationToken cancel) => Results.Stream(async body =>
    {
        await foreach (var line in lines.WithCancellation(cancel))
        {
            await JsonSerializer.SerializeAsync(body, line, WireJson.Answers, cancel);
            await body.WriteAsync("\n"u8.ToArray(), cancel);
        }
    }, ContentType);
}
