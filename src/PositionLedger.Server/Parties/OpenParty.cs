using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Parties;

/// <summary>A party as a recorder sends it.</summary>
public sealed record PartyRequest
{
    [Required] public string? Id { get; init; }
    [Required] public string? Name { get; init; }
    [Required] public PartyKind? Kind { get; init; }
    public string[]? Aliases { get; init; }

    public Party Read(Fields fields) => new(
        fields.Slug("id", Id),
        fields.Text("name", Name, 200),
        fields.Required("kind", Kind),
        fields.List("aliases", Aliases, Party.MaxAliases, (path, alias) => fields.Text(path, alias, 200)));
}

/// <summary>A party as it is called now.</summary>
public sealed record PartyAnswer(string Id, string Name, PartyKind Kind, IReadOnlyList<string> Aliases)
{
    internal static PartyAnswer Of(Party party) => new(party.Id, party.Name, party.Kind, party.Aliases);
}

/// <summary>Opens a party and its stream.</summary>
public static class OpenPartyEndpoint
{
    [WolverinePost("/api/v1/parties"), ReadsBody(typeof(PartyRequest))]
    [Answers(201, typeof(PartyAnswer)), Answers(200, typeof(PartyAnswer)), Refuses(400, 401, 409, 413, 415, 429)]
    [EndpointSummary("Opens a party and its stream")]
    public static async Task<IResult> Post(HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<PartyRequest>(http);
        var fields = new Fields();
        var party = request?.Read(fields);
        if (party is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, new OpenParty(party), new(
            Recorded: _ => Answers.Created(http, $"/api/v1/parties/{party.Id}", PartyAnswer.Of(party)),
            Unchanged: same => Answers.Ok(PartyAnswer.Of(same.Known.Parties[party.Id]))), cancel);
    }
}
