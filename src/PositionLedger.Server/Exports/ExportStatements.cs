using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Exports;

/// <summary>Statements as a file, in three formats; cut at a size of the ledger and streamed.</summary>
public static class ExportStatementsEndpoint
{
    private const string TableHelp = "Those that were retracted are left out. The header Ledger-Leaves-Out says what has no column.";

    [WolverineGet("/api/v1/exports/statements.ndjson")]
    [Takes("party", StatementFilter.PartyHelp), Takes("issue", StatementFilter.IssueHelp), Takes("negotiation", StatementFilter.NegotiationHelp)]
    [Takes("from", StatementFilter.FromHelp, IsDay = true), Takes("to", StatementFilter.ToHelp, IsDay = true)]
    [Takes("knownAt", ExportedLedger.KnownAtHelp), Takes("ledgerSize", ExportedLedger.SizeHelp)]
    [Answers(200, typeof(string), NdjsonBody.ContentType, HasETag = true), Refuses(400, 404, 410)]
    [EndpointSummary("The whole record, one call to a line, so that another ledger can be made of it")]
    [EndpointDescription("Statements with all their amendments, and the reference data; each line is the JSON of the call that would record it.")]
    public static Task<IResult> GetNdjson(HttpContext http, Database database, Commands commands, CancellationToken cancel) =>
        AskAsync(http, database, commands, NdjsonBody.ContentType, (body, leaves, known) =>
            StatementsAsNdjson.WriteAsync(body, database, leaves, known.Limit, cancel), cancel);

    [WolverineGet("/api/v1/exports/statements.csv")]
    [Takes("party", StatementFilter.PartyHelp), Takes("issue", StatementFilter.IssueHelp), Takes("negotiation", StatementFilter.NegotiationHelp)]
    [Takes("from", StatementFilter.FromHelp, IsDay = true), Takes("to", StatementFilter.ToHelp, IsDay = true)]
    [Takes("knownAt", ExportedLedger.KnownAtHelp), Takes("ledgerSize", ExportedLedger.SizeHelp)]
    [Answers(200, typeof(string), CsvRows.ContentType, HasETag = true), Refuses(400, 404, 410)]
    [EndpointSummary("Statements as they stand, one to a row, in the columns that can be imported")]
    [EndpointDescription(TableHelp)]
    public static Task<IResult> GetCsv(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        http.Response.Headers["Ledger-Leaves-Out"] = StatementColumn.LeftOut;
        return AskAsync(http, database, commands, $"{CsvRows.ContentType}; charset=utf-8", (body, leaves, known) =>
            StatementsAsCsv.WriteAsync(body, database, leaves, known.Limit, cancel), cancel);
    }

    [WolverineGet("/api/v1/exports/statements.parquet")]
    [Takes("party", StatementFilter.PartyHelp), Takes("issue", StatementFilter.IssueHelp), Takes("negotiation", StatementFilter.NegotiationHelp)]
    [Takes("from", StatementFilter.FromHelp, IsDay = true), Takes("to", StatementFilter.ToHelp, IsDay = true)]
    [Takes("knownAt", ExportedLedger.KnownAtHelp), Takes("ledgerSize", ExportedLedger.SizeHelp)]
    [Answers(200, typeof(byte[]), StatementsAsParquet.ContentType, HasETag = true), Refuses(400, 404, 410)]
    [EndpointSummary("Statements as they stand, one to a row, as Parquet with dates and numbers")]
    [EndpointDescription(TableHelp)]
    public static Task<IResult> GetParquet(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        http.Response.Headers["Ledger-Leaves-Out"] = StatementColumn.LeftOut;
        return AskAsync(http, database, commands, StatementsAsParquet.ContentType, (body, leaves, known) =>
            StatementsAsParquet.WriteAsync(body, database, leaves, known.Limit, cancel), cancel);
    }

    private static async Task<IResult> AskAsync(
        HttpContext http, Database database, Commands commands, string contentType, Func<Stream, ExportedLeaves, Knowledge, Task> write,
        CancellationToken cancel)
    {
        var fields = new Fields();
        var filter = StatementFilter.Read(http, fields);
        var known = await ExportedLedger.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;
        if (await database.InOneStateAsync(snapshot => filter.UnknownAsync(snapshot, known), cancel) is { } unknown)
            return await commands.RefuseAsync(unknown, cancel);

        ExportedLedger.Name(http, known);
        var etag = await ExportedLedger.ETagAsync(http, database, known, cancel);
        return Answers.Streamed(http, contentType, etag, body => write(body, new(database, filter, known.Limit), known));
    }
}
