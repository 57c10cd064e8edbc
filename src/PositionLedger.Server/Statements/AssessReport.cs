using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>A report's new credibility as a recorder sends it.</summary>
public sealed record AssessmentRequest : IAmendmentRequest
{
    [Required] public int? Credibility { get; init; }
    [Required] public string? Reason { get; init; }

    /// <inheritdoc/>
    public string? Only { get; init; }

    public AssessReport Read(string party, Guid id, ValueList<int>? expected, int number, Fields fields) => new(
        party, id, expected, number, fields.Within("credibility", fields.Required("credibility", Credibility), 1, 6),
        fields.Text("reason", Reason, ReasonRequest.MaxLength));
}

/// <summary>Judges a report otherwise.</summary>
public static class AssessReportEndpoint
{
    [WolverinePost("/api/v1/statements/{id}/reports/{n}/assessments"), ReadsBody(typeof(AssessmentRequest))]
    [Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 412, 413, 415, 422, 429)]
    [EndpointSummary("Assesses the credibility of a report")]
    public static Task<IResult> Post(Guid id, int n, HttpContext http, Amendments amendments, CancellationToken cancel) =>
        amendments.RunAsync<AssessmentRequest>(http, id, needsIfMatch: false, (party, expected, request, fields) =>
            request.Read(party, id, expected, n, fields), cancel);
}
