using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>One more appearance of a recorded statement, as a recorder sends it.</summary>
public sealed record AddedReportRequest : ReportRequest, IAmendmentRequest
{
    /// <inheritdoc/>
    public string? Only { get; init; }
}

/// <summary>Adds one more appearance of a statement; it never makes a second statement.</summary>
public static class AddReportEndpoint
{
    [WolverinePost("/api/v1/statements/{id}/reports"), ReadsBody(typeof(AddedReportRequest))]
    [Answers(201, typeof(StatementReceipt)), Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 412, 413, 415, 422, 429)]
    [EndpointSummary("Adds a report to a statement")]
    public static Task<IResult> Post(Guid id, HttpContext http, Amendments amendments, CancellationToken cancel) =>
        amendments.RunAsync<AddedReportRequest>(http, id, needsIfMatch: false, (party, expected, request, fields) =>
            new AddReport(party, id, expected, request.Read(fields, "")), cancel);
}
