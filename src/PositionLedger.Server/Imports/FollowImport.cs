using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store.Json;
using Wolverine.Http;

namespace PositionLedger.Server.Imports;

/// <summary>Tells how an import gets on, as it does.</summary>
public static class FollowImportEndpoint
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    // Now and then something is sent though nothing has changed, so that nobody in between takes the connection for dead.
    private const int LooksUntilSent = 20;

    [WolverineGet("/api/v1/imports/{id}/progress")]
    [Answers(200, typeof(ImportReport), "text/event-stream"), Refuses(404)]
    [EndpointSummary("How an import gets on: server-sent events, until it ends")]
    public static async Task<IResult> Get(Guid id, ImportRows rows, CancellationToken cancel) =>
        await rows.FindAsync(id, cancel) is null ? ShowImportsEndpoint.Unknown(id) : TypedResults.ServerSentEvents(FollowAsync(id, rows, cancel));

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(Guid id, ImportRows rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        ImportReport? told = null;
        for (var looks = 0; ; looks++)
        {
            var report = (await rows.FindAsync(id, cancel))!;
            if (report != told || looks % LooksUntilSent == 0)
                yield return new(JsonSerializer.Serialize(report, WireJson.Answers), "progress");
            told = report;
            if (report.State != ImportState.Running)
                break;
            await Task.Delay(BetweenLooks, cancel);
        }

        yield return new(JsonSerializer.Serialize(told, WireJson.Answers), "end");
    }
}
