using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain.Sources;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Sources;

/// <summary>A source's new grade as a recorder sends it.</summary>
public sealed record GradeRequest
{
    [Required] public Reliability? Reliability { get; init; }
    [Required] public string? Reason { get; init; }

    public GradeSource Read(string source, Fields fields) =>
        new(source, fields.Required("reliability", Reliability), fields.Text("reason", Reason, 2_000));
}

/// <summary>Grades a source; every stance that rests on it is derived with the new grade from then on.</summary>
public static class GradeSourceEndpoint
{
    [WolverinePost("/api/v1/sources/{source}/grades"), ReadsBody(typeof(GradeRequest))]
    [Answers(201, typeof(SourceGrade)), Refuses(400, 401, 404, 413, 415, 429)]
    [EndpointSummary("Grades a source")]
    public static async Task<IResult> Post(string source, HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<GradeRequest>(http);
        var fields = new Fields();
        var command = request?.Read(source, fields);
        if (command is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, command, new(
            Recorded: done => Answers.Created(http, $"/api/v1/sources/{source}",
                new SourceGrade(command.Reliability, command.Reason, done.Stamps[0].RecordedAt)),
            Unchanged: _ => throw new InvalidOperationException("A grade is always recorded.")), cancel);
    }
}
