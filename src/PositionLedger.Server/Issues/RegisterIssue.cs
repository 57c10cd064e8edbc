using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain.Issues;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Issues;

/// <summary>An issue as a recorder sends it.</summary>
public sealed record IssueRequest
{
    [Required] public string? Id { get; init; }
    [Required] public string? Negotiation { get; init; }
    [Required] public string? Title { get; init; }
    [Required] public string? Proposition { get; init; }
    public string? Parent { get; init; }

    public Issue Read(Fields fields) => new(
        fields.Slug("id", Id),
        fields.Slug("negotiation", Negotiation),
        fields.Text("title", Title, 500),
        fields.Text("proposition", Proposition, 2_000),
        fields.OptionalSlug("parent", Parent));
}

/// <summary>Puts an issue on record.</summary>
public static class RegisterIssueEndpoint
{
    [WolverinePost("/api/v1/issues"), ReadsBody(typeof(IssueRequest))]
    [Answers(201, typeof(Issue)), Answers(200, typeof(Issue)), Refuses(400, 401, 409, 413, 415, 422, 429)]
    [EndpointSummary("Registers an issue: a proposition that a party can accept or reject")]
    public static async Task<IResult> Post(HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<IssueRequest>(http);
        var fields = new Fields();
        var issue = request?.Read(fields);
        if (issue is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, new RegisterIssue(issue), new(
            Recorded: _ => Answers.Created(http, $"/api/v1/issues/{issue.Id}", issue),
            Unchanged: _ => Answers.Ok(issue)), cancel);
    }
}
