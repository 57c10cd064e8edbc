using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;
using Wolverine.Http;

namespace PositionLedger.Server.Issues;

/// <summary>All issues, or those of a negotiation, and one of them.</summary>
public static class ListIssuesEndpoint
{
    private const string Select = "select id, negotiation, title, proposition, parent from ledger.issue";

    [WolverineGet("/api/v1/issues")]
    [Takes("negotiation", "Only the issues of this negotiation."), Takes("after", Page.AfterHelp), Takes("limit", Page.LimitHelp)]
    [Answers(200, typeof(Listing<Issue>)), Refuses(400, 404)]
    [EndpointSummary("Issues, by id")]
    public static async Task<IResult> GetAll(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var (page, problem) = Page.Read(http);
        if (page is null)
            return problem!;

        var negotiation = http.Request.Query["negotiation"].ToString();
        var rows = await database.ListAsync(
            $"{Select} where id > $1 and ($3 = '' or negotiation = $3) order by id limit $2", ReferenceRows.Issue, cancel,
            page.After, page.Limit + 1, negotiation);
        // A misspelt one must not look like a negotiation without issues.
        return negotiation.Length > 0 && rows.Count == 0 && !await IsKnownAsync(negotiation, database, cancel)
            ? await commands.RefuseAsync(Refusal.UnknownNegotiation(negotiation), cancel)
            : Answers.Json(http, page.Of(rows, issue => issue.Id));
    }

    [WolverineGet("/api/v1/issues/{issue}")]
    [Answers(200, typeof(Issue)), Refuses(404)]
    [EndpointSummary("One issue")]
    public static async Task<IResult> Get(string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel) =>
        await database.FirstAsync($"{Select} where id = $1", ReferenceRows.Issue, cancel, issue) is { } found
            ? Answers.Json(http, found)
            : await commands.RefuseAsync(Refusal.UnknownIssue(issue), cancel);

    private static async Task<bool> IsKnownAsync(string negotiation, Database database, CancellationToken cancel) =>
        await database.FirstAsync("select id from ledger.negotiation where id = $1", row => row.GetString(0), cancel, negotiation) is not null;
}
