using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Parties;

/// <summary>A party's membership of a bloc as a recorder sends it.</summary>
public sealed record MembershipRequest
{
    /// <summary>The id of the bloc, which is a party itself.</summary>
    [Required] public string? Bloc { get; init; }

    /// <summary>The first day of it.</summary>
    [Required, DataType(DataType.Date)] public string? From { get; init; }

    /// <summary>The last day, inclusive; left out while it has no end.</summary>
    [DataType(DataType.Date)] public string? Until { get; init; }

    /// <summary>Whether the bloc's stance counts for the member where the member declared none itself; never guessed.</summary>
    [Required] public bool? SpeaksFor { get; init; }

    public Membership Read(Fields fields) => new(
        fields.Slug("bloc", Bloc),
        fields.RequiredDay("from", From),
        fields.Day("until", Until),
        fields.Required("speaksFor", SpeaksFor));
}

/// <summary>Puts a party's membership of a bloc on record, or replaces the one of the same bloc and first day.</summary>
public static class RecordMembershipEndpoint
{
    [WolverinePost("/api/v1/parties/{party}/memberships"), ReadsBody(typeof(MembershipRequest))]
    [Answers(201, typeof(Membership)), Answers(200, typeof(Membership)), Refuses(400, 401, 404, 413, 415, 422, 429)]
    [EndpointSummary("Records a party's membership of a bloc; another one of the same bloc and first day is replaced")]
    public static async Task<IResult> Post(string party, HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<MembershipRequest>(http);
        var fields = new Fields();
        var membership = request?.Read(fields);
        if (membership is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, new RecordMembership(party, membership), new(
            Recorded: _ => Answers.Created(http, $"/api/v1/parties/{party}", membership),
            Unchanged: _ => Answers.Ok(membership)), cancel);
    }
}
