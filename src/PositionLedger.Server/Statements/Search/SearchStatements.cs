using PositionLedger.Domain;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Statements.Search;

/// <summary>Finds statements by words, whose and on what they are, and when they were said.</summary>
public static class SearchStatementsEndpoint
{
    /// <summary>So many of the newest matches are ordered by relevance; the others aren't looked at.</summary>
    internal const int MaxRanked = 5_000;

    private const string OrderHelp = "relevance (where words are searched for: of the 5,000 newest matches) or date.";

    [WolverineGet("/api/v1/statements")]
    [Takes("text", "Words, in the language they were said in: \"in quotation marks\" for a phrase, OR between alternatives, - before what must not be there.")]
    [Takes("party", "Only of these, ids with commas."), Takes("issue", "Only on these, ids with commas."), Takes("negotiation", "Only on issues of this one.")]
    [Takes("source", "Only what one of these reported, ids with commas."), Takes("kind", "Only of this kind."), Takes("stance", "Only with this stance.")]
    [Takes("from", "Only what may have been said on this day or later.", IsDay = true)]
    [Takes("to", "Only what may have been said on this day or earlier.", IsDay = true)]
    [Takes("retracted", "true finds retracted statements too.")]
    [Takes("order", OrderHelp), Takes("after", "The 'next' of the page before."), Takes("limit", Page.LimitHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp)]
    [Answers(200, typeof(FoundStatements)), Refuses(400, 404, 410)]
    [EndpointSummary("Searches statements: words in their own language, filters, pages")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var question = SearchQuestion.Read(http, fields);
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (found, refusal) = await database.InOneStateAsync(snapshot => AskAsync(snapshot, question, known), cancel);
        return found is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, found);
    }

    private static async Task<(FoundStatements? Found, Refusal? Refusal)> AskAsync(Snapshot snapshot, SearchQuestion question, Knowledge known)
    {
        if (await Unknown.FirstAsync(snapshot, question.Parties, question.Issues, known) is { } unknown)
            return (null, unknown);
        if (await Unknown.NegotiationAsync(snapshot, question.Negotiation ?? "", known) is { } negotiation)
            return (null, negotiation);

        var words = question.Text is { } text ? await SearchedWords.OfAsync(snapshot, text) : null;
        var sql = new SearchSql(question, known, words);
        var rows = words is { Count: 0 } ? [] : await snapshot.ListAsync(sql.Text, FoundStatement.Read, sql.Values);
        var page = rows.Take(question.Limit).ToArray();
        return (new([.. page.Select(row => row.Statement)], rows.Count > page.Length ? $"{page[^1].Place}" : null,
            await LedgerPosition.ReadAsync(snapshot, known)), null);
    }
}
