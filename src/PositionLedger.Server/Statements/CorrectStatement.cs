using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>Overwrites fields that were recorded wrongly; the earlier values stay in the history.</summary>
public static class CorrectStatementEndpoint
{
    [WolverinePost("/api/v1/statements/{id}/corrections"), ReadsBody(typeof(CorrectionRequest))]
    [Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 412, 413, 415, 422, 428, 429)]
    [EndpointSummary("Corrects a statement (needs If-Match)")]
    public static Task<IResult> Post(Guid id, HttpContext http, Amendments amendments, CancellationToken cancel) =>
        amendments.RunAsync<CorrectionRequest>(http, id, needsIfMatch: true, (party, expected, request, fields) =>
            new CorrectStatement(party, id, expected, request.Read(fields), fields.Text("reason", request.Reason, ReasonRequest.MaxLength)), cancel);
}
