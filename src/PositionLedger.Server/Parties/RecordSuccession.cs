using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Parties;

/// <summary>What came after a party, as a recorder sends it.</summary>
public sealed record SuccessionRequest
{
    /// <summary>The id of the party that comes after.</summary>
    [Required] public string? To { get; init; }

    [Required] public SuccessionKind? Kind { get; init; }

    /// <summary>The first day of it.</summary>
    [Required, DataType(DataType.Date)] public string? On { get; init; }

    public PartySuccession Read(Fields fields) => new(
        fields.Slug("to", To),
        fields.Required("kind", Kind),
        fields.RequiredDay("on", On));
}

/// <summary>Puts on record which party comes after one; each keeps its own stream, statements and stances.</summary>
public static class RecordSuccessionEndpoint
{
    [WolverinePost("/api/v1/parties/{party}/successions"), ReadsBody(typeof(SuccessionRequest))]
    [Answers(201, typeof(PartySuccession)), Answers(200, typeof(PartySuccession)), Refuses(400, 401, 404, 413, 415, 422, 429)]
    [EndpointSummary("Records which party comes after this one; no statement moves, and no stance")]
    public static async Task<IResult> Post(string party, HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<SuccessionRequest>(http);
        var fields = new Fields();
        var succession = request?.Read(fields);
        if (succession is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, new RecordSuccession(party, succession), new(
            Recorded: _ => Answers.Created(http, $"/api/v1/parties/{party}", succession),
            Unchanged: _ => Answers.Ok(succession)), cancel);
    }
}
