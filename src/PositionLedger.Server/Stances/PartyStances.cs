using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>Where a party stands on a date, on every issue on which it, or a bloc that speaks for it, is on record.</summary>
/// <param name="Stances">By issue; on an issue that isn't listed the party is undeclared.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
/// <param name="Permalink">Where this answer is the same bytes for ever; null while it rests on an event that isn't sealed yet.</param>
public sealed record PartyStances(
    string Party, LocalDate On, string Policy, IReadOnlyList<StanceCell> Stances, string? Next, LedgerPosition Ledger,
    string? Permalink);

/// <summary>The stances of one party.</summary>
public static class PartyStancesEndpoint
{
    private static string Issues(Knowledge known) => $"""
        select distinct i.id from ledger.issue i
        where i.id > $2 and ($3 = '' or i.negotiation = $3) and exists (select from ledger.stance_cell c
          where c.issue = i.id and {known.OnRecord("c", "$5")}
            and c.party in (select $1 union all select m.bloc from ledger.membership m where m.party = $1 and m.speaks_for and {known.Standing("m", "$5")}))
        order by i.id limit $4
        """;

    [WolverineGet("/api/v1/parties/{party}/stances")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("negotiation", "Only the issues of this negotiation."), Takes("after", Page.AfterHelp), Takes("limit", Page.LimitHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(PartyStances)), Refuses(400, 404, 410)]
    [EndpointSummary("The stances of a party on all issues on a date")]
    public static async Task<IResult> Get(string party, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var (question, page) = (StanceQuestion.Read(http, fields), Page.Read(http, fields));
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal) = await database.InOneStateAsync(
            snapshot => ReadAsync(snapshot, party, http.Request.Query["negotiation"].ToString(), page, question, known), cancel);
        return answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer);
    }

    private static async Task<(PartyStances? Answer, Refusal? Refusal)> ReadAsync(
        Snapshot snapshot, string party, string negotiation, Page page, StanceQuestion question, Knowledge known)
    {
        if (await Unknown.FirstAsync(snapshot, [party], [], known) is { } unknown)
            return (null, unknown);
        if (await Unknown.NegotiationAsync(snapshot, negotiation, known) is { } refusal)
            return (null, refusal);

        var issues = page.Of(
            await snapshot.ListAsync(Issues(known), row => row.GetString(0), party, page.After, negotiation, page.Limit + 1, known.Limit), issue => issue);
        CellId[] cells = [.. issues.Items.Select(issue => new CellId(party, issue))];
        var board = await Board.ReadAsync(snapshot, cells, question, known);
        // Whether the negotiation is on record rests on more than these.
        var isSealed = negotiation.Length == 0
            ? await SealedStreams.HoldAllAsync(snapshot, board.Ledger, [party], issues.Items)
            : board.Ledger.HoldsAll;
        return (new(party, question.On, question.Policy.Id, board.Cells(cells), issues.Next, board.Ledger,
            isSealed ? LinkTo(party, negotiation, page, question, board.Ledger) : null), null);
    }

    private static string LinkTo(string party, string negotiation, Page page, StanceQuestion question, LedgerPosition ledger) => Permalink.To(
        $"/api/v1/parties/{party}/stances", ("on", question.On), ("ledgerSize", ledger.Size), ("policy", question.Policy.Id),
        ("negotiation", negotiation), ("after", page.After), ("limit", page.Limit == Page.DefaultLimit ? null : page.Limit));
}
