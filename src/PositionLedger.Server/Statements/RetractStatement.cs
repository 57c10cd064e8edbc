using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>Takes a statement out of every answer: the recorder was wrong to record it.</summary>
public static class RetractStatementEndpoint
{
    [WolverinePost("/api/v1/statements/{id}/retractions"), ReadsBody(typeof(ReasonRequest))]
    [Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 412, 413, 415, 422, 428, 429)]
    [EndpointSummary("Retracts a statement (needs If-Match)")]
    public static Task<IResult> Post(Guid id, HttpContext http, Amendments amendments, CancellationToken cancel) =>
        amendments.RunAsync<ReasonRequest>(http, id, needsIfMatch: true, (party, expected, request, fields) =>
            new RetractStatement(party, id, expected, fields.Text("reason", request.Reason, ReasonRequest.MaxLength)), cancel);
}
