using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>Where a party stands on a date, on every issue on which it, or a bloc that speaks for it, is on record.</summary>
/// <param name="Stances">By issue; on an issue that isn't listed the party is undeclared.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
public sealed record PartyStances(
    string Party, LocalDate On, string Policy, IReadOnlyList<StanceCell> Stances, string? Next, LedgerPosition Ledger);

/// <summary>The stances of one party.</summary>
public static class PartyStancesEndpoint
{
    private const string Issues = """
        select distinct i.id from ledger.issue i
        where i.id > $2 and ($3 = '' or i.negotiation = $3) and exists (select from ledger.stance_cell c
          where c.issue = i.id and c.party in (select $1 union all select m.bloc from ledger.membership m where m.party = $1 and m.speaks_for))
        order by i.id limit $4
        """;

    [WolverineGet("/api/v1/parties/{party}/stances"), NotYet("knownAt"), NotYet("ledgerSize"), NotYet("format")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("negotiation", "Only the issues of this negotiation."), Takes("after", Page.AfterHelp), Takes("limit", Page.LimitHelp)]
    [Answers(200, typeof(PartyStances)), Refuses(400, 404)]
    [EndpointSummary("The stances of a party on all issues on a date")]
    public static async Task<IResult> Get(string party, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var (question, page) = (StanceQuestion.Read(http, fields), Page.Read(http, fields));
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal) = await database.InOneStateAsync(
            snapshot => ReadAsync(snapshot, party, http.Request.Query["negotiation"].ToString(), page, question), cancel);
        return answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer);
    }

    private static async Task<(PartyStances? Answer, Refusal? Refusal)> ReadAsync(
        Snapshot snapshot, string party, string negotiation, Page page, StanceQuestion question)
    {
        if (await Unknown.FirstAsync(snapshot, [party], []) is { } unknown)
            return (null, unknown);
        if (negotiation.Length > 0 && !await Selection.IsKnownAsync(snapshot, negotiation))
            return (null, Refusal.UnknownNegotiation(negotiation));

        var issues = page.Of(
            await snapshot.ListAsync(Issues, row => row.GetString(0), party, page.After, negotiation, page.Limit + 1), issue => issue);
        CellId[] cells = [.. issues.Items.Select(issue => new CellId(party, issue))];
        var board = await Board.ReadAsync(snapshot, cells, question.On, question.Policy);
        return (new(party, question.On, question.Policy.Id, board.Cells(cells), issues.Next, new(board.Size, 0)), null);
    }
}
