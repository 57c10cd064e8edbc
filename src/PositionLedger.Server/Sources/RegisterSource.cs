using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain.Sources;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Sources;

/// <summary>A source as a recorder sends it.</summary>
public sealed record SourceRequest
{
    [Required] public string? Id { get; init; }
    [Required] public string? Name { get; init; }

    /// <summary>What it is, in the recorder's words.</summary>
    public string? Kind { get; init; }

    /// <summary>F where it is left out.</summary>
    public Reliability? Reliability { get; init; }

    public RegisterSource Read(Fields fields) => new(
        fields.Slug("id", Id),
        fields.Text("name", Name, 200),
        fields.OptionalText("kind", Kind, 100),
        Reliability ?? Domain.Sources.Reliability.F);
}

/// <summary>A source as it stands.</summary>
public sealed record SourceAnswer(string Id, string Name, string? Kind, Reliability Reliability)
{
    public static SourceAnswer Of(Source source) => new(source.Id, source.Name, source.Kind, source.Reliability);
}

/// <summary>Puts a source on record.</summary>
public static class RegisterSourceEndpoint
{
    [WolverinePost("/api/v1/sources"), ReadsBody(typeof(SourceRequest))]
    [Answers(201, typeof(SourceAnswer)), Answers(200, typeof(SourceAnswer)), Refuses(400, 401, 409, 413, 415, 429)]
    [EndpointSummary("Registers a source: an outlet, office or document that reports")]
    public static async Task<IResult> Post(HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<SourceRequest>(http);
        var fields = new Fields();
        var command = request?.Read(fields);
        if (command is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, command, new(
            Recorded: done => Answers.Created(http, $"/api/v1/sources/{command.Id}", SourceAnswer.Of(done.After.Sources[command.Id])),
            Unchanged: done => Answers.Ok(SourceAnswer.Of(done.Known.Sources[command.Id]))), cancel);
    }
}
