using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Negotiations;

/// <summary>A round of a negotiation as a recorder sends it.</summary>
public sealed record RoundRequest
{
    /// <summary>Its own within its negotiation.</summary>
    [Required] public string? Id { get; init; }
    [Required] public string? Title { get; init; }

    /// <summary>The first day.</summary>
    [Required, DataType(DataType.Date)] public string? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    [Required, DataType(DataType.Date)] public string? Until { get; init; }

    public string? Venue { get; init; }

    public Round Read(Fields fields, string at) => new(
        fields.Slug($"{at}id", Id),
        fields.Text($"{at}title", Title, 500),
        fields.RequiredDay($"{at}from", From),
        fields.RequiredDay($"{at}until", Until),
        fields.OptionalText($"{at}venue", Venue, 200));
}

/// <summary>Adds a round to a negotiation, also to one that is only known through its issues.</summary>
public static class AddRoundEndpoint
{
    [WolverinePost("/api/v1/negotiations/{negotiation}/rounds"), ReadsBody(typeof(RoundRequest))]
    [Answers(201, typeof(Round)), Answers(200, typeof(Round)), Refuses(400, 401, 404, 409, 413, 415, 422, 429)]
    [EndpointSummary("Adds a round to a negotiation")]
    public static async Task<IResult> Post(string negotiation, HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<RoundRequest>(http);
        var fields = new Fields();
        var round = request?.Read(fields, "");
        if (round is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, new AddRound(negotiation, round), new(
            Recorded: _ => Answers.Created(http, $"/api/v1/negotiations/{negotiation}", round),
            Unchanged: _ => Answers.Ok(round)), cancel);
    }
}
