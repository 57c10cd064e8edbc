using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>How far a replay is and what it found; and all of them.</summary>
public static class ShowReplaysEndpoint
{
    [WolverineGet("/api/v1/audit/replays")]
    [Takes("after", Page.AfterHelp), Takes("limit", Page.LimitHelp)]
    [Answers(200, typeof(Listing<ReplayReport>)), Refuses(400)]
    [EndpointSummary("Every replay that was asked for, the newest first")]
    public static async Task<IResult> GetAll(HttpContext http, ReplayRows replays, CancellationToken cancel)
    {
        var fields = new Fields();
        var page = Page.Read(http, fields);
        Guid? after = Guid.TryParse(page.After, out var id) ? id : null;
        if (page.After.Length > 0 && after is null)
            fields.Wrong("after", "must be the id of a replay.");
        if (fields.Problem is { } problem)
            return problem;

        var rows = await replays.ListAsync(after, page.Limit + 1, cancel);
        return Answers.Json(http, page.Of(rows, replay => $"{replay.Id}"));
    }

    [WolverineGet("/api/v1/audit/replays/{id}")]
    [Answers(200, typeof(ReplayReport)), Refuses(404)]
    [EndpointSummary("How far a replay is, and what it found")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ReplayRows replays, CancellationToken cancel) =>
        await replays.FindAsync(id, cancel) is { } replay
            ? Answers.Json(http, replay)
            : Problems.Of(404, "unknown-replay", $"No replay {id} was asked for.", ("subject", $"{id}"));
}
