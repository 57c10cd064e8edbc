using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>What is to be replayed.</summary>
public sealed record ReplayRequest
{
    /// <summary>How many sealed events, from the first; left out, all that are recorded.</summary>
    public long? LedgerSize { get; init; }
}

/// <summary>Begins a replay, one at a time, and answers at once.</summary>
public static class StartReplayEndpoint
{
    [WolverinePost("/api/v1/audit/replays"), ReadsBody(typeof(ReplayRequest))]
    [Answers(202, typeof(ReplayReport)), Refuses(400, 401, 409, 413, 415)]
    [EndpointSummary("Derives every read model anew from the events and compares it with the one that answers questions")]
    public static async Task<IResult> Post(HttpContext http, Database database, ReplayRows replays, RunReplays runner, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<ReplayRequest>(http);
        if (request is null)
            return problem!;
        if (request.LedgerSize is { } size && await WrongSizeAsync(database, size, cancel) is { } wrong)
            return wrong;

        var id = Guid.CreateVersion7();
        var replay = await replays.AskAsync(id, http.Recorder().Who, request.LedgerSize, cancel);
        if (replay.Id != id)
            return Problems.Of(409, "replay-running", "Another replay is running; ask for one when it has ended.", ("subject", $"{replay.Id}"));

        runner.Wake();
        return Answers.Accepted(http, $"/api/v1/audit/replays/{id}", replay);
    }

    private static async Task<IResult?> WrongSizeAsync(Database database, long size, CancellationToken cancel)
    {
        var newest = (await database.InOneStateAsync(NewestCheckpoint.ReadAsync, cancel))?.Size ?? 0;
        return size >= 0 && size <= newest
            ? null
            : Problems.Invalid("ledgerSize", size < 0 ? "must be 0 or more." : $"is larger than the log, which has {newest} entries.");
    }
}
