using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;
using Wolverine.Http;

namespace PositionLedger.Server.Negotiations;

/// <summary>A negotiation with its rounds and the number of its issues.</summary>
/// <param name="Title">Null where nobody opened it, and it is only known through its issues.</param>
/// <param name="Rounds">By first day.</param>
public sealed record NegotiationSummary(string Id, string? Title, IReadOnlyList<Round> Rounds, long Issues)
{
    // The index of issues by negotiation is in the database's own order.
    internal const string Select = $"""
        select {AffiliationRows.Negotiation}, (select count(*) from ledger.issue i where i.negotiation = n.id collate "default")
        from ledger.negotiation n
        """;

    internal static NegotiationSummary Read(NpgsqlDataReader row)
    {
        var negotiation = AffiliationRows.ReadNegotiation(row);
        return new(negotiation.Id, negotiation.Title, negotiation.Rounds, row.GetInt64(4));
    }
}

/// <summary>All negotiations, and one of them.</summary>
public static class ListNegotiationsEndpoint
{
    [WolverineGet("/api/v1/negotiations")]
    [Takes("after", Page.AfterHelp), Takes("limit", Page.LimitHelp)]
    [Answers(200, typeof(Listing<NegotiationSummary>)), Refuses(400)]
    [EndpointSummary("All negotiations, by id, with their rounds and the number of their issues")]
    public static async Task<IResult> GetAll(HttpContext http, Database database, CancellationToken cancel)
    {
        var (page, problem) = Page.Read(http);
        if (page is null)
            return problem!;

        var rows = await database.ListAsync($"{NegotiationSummary.Select} where n.id > $1 order by n.id limit $2",
            NegotiationSummary.Read, cancel, page.After, page.Limit + 1);
        return Answers.Json(http, page.Of(rows, n => n.Id));
    }

    [WolverineGet("/api/v1/negotiations/{negotiation}")]
    [Answers(200, typeof(NegotiationSummary)), Refuses(404)]
    [EndpointSummary("One negotiation")]
    public static async Task<IResult> Get(string negotiation, HttpContext http, Database database, Commands commands, CancellationToken cancel) =>
        await database.FirstAsync($"{NegotiationSummary.Select} where n.id = $1", NegotiationSummary.Read, cancel, negotiation) is { } found
            ? Answers.Json(http, found)
            : await commands.RefuseAsync(Refusal.UnknownNegotiation(negotiation), cancel);
}
