using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Statements;

/// <summary>Where a condition stands from a day on, as a recorder sends it.</summary>
public sealed record ConditionAssessmentRequest : IAmendmentRequest
{
    [Required] public ConditionState? State { get; init; }
    [Required, DataType(DataType.Date)] public string? On { get; init; }
    [Required] public string? Reason { get; init; }

    /// <inheritdoc/>
    public string? Only { get; init; }

    public AssessCondition Read(string party, Guid id, ValueList<int>? expected, int number, Fields fields) => new(
        party, id, expected, number, fields.Required("state", State), fields.RequiredDay("on", On),
        fields.Text("reason", Reason, ReasonRequest.MaxLength));
}

/// <summary>Notes that a condition of a stance is met or has failed from a day on.</summary>
public static class AssessConditionEndpoint
{
    [WolverinePost("/api/v1/statements/{id}/conditions/{n}/assessments"), ReadsBody(typeof(ConditionAssessmentRequest))]
    [Answers(200, typeof(StatementReceipt)), Refuses(400, 401, 404, 409, 412, 413, 415, 422, 429)]
    [EndpointSummary("Assesses a condition of a stance")]
    public static Task<IResult> Post(Guid id, int n, HttpContext http, Amendments amendments, CancellationToken cancel) =>
        amendments.RunAsync<ConditionAssessmentRequest>(http, id, needsIfMatch: false, (party, expected, request, fields) =>
            request.Read(party, id, expected, n, fields), cancel);
}
