using PositionLedger.Domain.Parties;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Parties;

/// <summary>A party's new name or aliases as a recorder sends them; what is left out stays.</summary>
public sealed record RenamePartyRequest
{
    public string? Name { get; init; }
    public string[]? Aliases { get; init; }

    public RenameParty Read(string party, Fields fields)
    {
        if (this is { Name: null, Aliases: null })
            fields.Wrong("name", "or aliases must be given.");

        return new(
            party,
            Name is null ? null : fields.Text("name", Name, 200),
            Aliases is null ? null : fields.List("aliases", Aliases, Party.MaxAliases, (path, alias) => fields.Text(path, alias, 200)));
    }
}

/// <summary>Calls a party otherwise from now on; its id, its stream and what it said stay.</summary>
public static class RenamePartyEndpoint
{
    [WolverinePatch("/api/v1/parties/{party}"), ReadsBody(typeof(RenamePartyRequest))]
    [Answers(200, typeof(PartyAnswer)), Refuses(400, 401, 404, 413, 415, 429)]
    [EndpointSummary("Renames a party")]
    public static async Task<IResult> Patch(string party, HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<RenamePartyRequest>(http);
        var fields = new Fields();
        var command = request?.Read(party, fields);
        if (command is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, command, new(
            Recorded: done => Answers.Ok(PartyAnswer.Of(done.After.Parties[party])),
            Unchanged: done => Answers.Ok(PartyAnswer.Of(done.Known.Parties[party]))), cancel);
    }
}
