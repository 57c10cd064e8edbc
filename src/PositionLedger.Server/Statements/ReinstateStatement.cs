using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>Brings a retracted statement back: the recorder was right after all.</summary>
public static class ReinstateStatementEndpoint
{
    [WolverinePost("/api/v1/statements/{id}/reinstatements"), ReadsBody(typeof(ReasonRequest))]
    [Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 412, 413, 415, 422, 428, 429)]
    [EndpointSummary("Reinstates a retracted statement (needs If-Match)")]
    public static Task<IResult> Post(Guid id, HttpContext http, Amendments amendments, CancellationToken cancel) =>
        amendments.RunAsync<ReasonRequest>(http, id, needsIfMatch: true, (party, expected, request, fields) =>
            new ReinstateStatement(party, id, expected, fields.Text("reason", request.Reason, ReasonRequest.MaxLength)), cancel);
}
