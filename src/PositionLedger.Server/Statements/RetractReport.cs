using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>Takes a wrongly attached report off.</summary>
public static class RetractReportEndpoint
{
    [WolverinePost("/api/v1/statements/{id}/reports/{n}/retractions"), ReadsBody(typeof(ReasonRequest))]
    [Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 412, 413, 415, 422, 429)]
    [EndpointSummary("Takes a report off a statement")]
    public static Task<IResult> Post(Guid id, int n, HttpContext http, Amendments amendments, CancellationToken cancel) =>
        amendments.RunAsync<ReasonRequest>(http, id, needsIfMatch: false, (party, expected, request, fields) =>
            new RetractReport(party, id, expected, n, fields.Text("reason", request.Reason, ReasonRequest.MaxLength)), cancel);
}
