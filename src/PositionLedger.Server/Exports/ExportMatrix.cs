using PositionLedger.Server.Http;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Exports;

/// <summary>Parties by issues as a file.</summary>
public static class ExportMatrixEndpoint
{
    [WolverineGet("/api/v1/exports/matrix.csv")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("negotiation", "The issues of this negotiation; needed where no issues are named.")]
    [Takes("parties", AskedMatrix.PartiesHelp), Takes("issues", AskedMatrix.IssuesHelp)]
    [Takes("form", "wide (one row a party, one column an issue; otherwise) or long (one row a cell, with firmness, since, certainty, confidence and permalink).")]
    [Takes("knownAt", ExportedLedger.KnownAtHelp), Takes("ledgerSize", ExportedLedger.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(string), CsvRows.ContentType, HasETag = true), Refuses(400, 404, 410)]
    [EndpointSummary("Parties by issues: where everybody stands on a date, as CSV")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var asked = AskedMatrix.Read(http, fields);
        if (asked.Asked is { Negotiation: "", Issues.Count: 0 })
            fields.Wrong("negotiation", "or issues must be given.");
        var form = http.Request.Query["form"].ToString();
        if (form is not ("" or "wide" or "long"))
            fields.Wrong("form", "must be wide or long.");
        var known = await ExportedLedger.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (matrix, refusal, tooLarge) = await database.InOneStateAsync(snapshot => asked.ReadAsync(snapshot, known), cancel);
        if (matrix is null)
            return tooLarge ?? await commands.RefuseAsync(refusal!, cancel);

        ExportedLedger.Name(http, known);
        return Answers.Text(http, CsvRows.Utf8(form == "long" ? MatrixAsCsv.Long(matrix) : MatrixAsCsv.Wide(matrix)), CsvRows.ContentType);
    }
}
