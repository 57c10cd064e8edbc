using System.ComponentModel.DataAnnotations;
using PositionLedger.Domain;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Negotiations;

/// <summary>A negotiation as a recorder sends it.</summary>
public sealed record NegotiationRequest
{
    [Required] public string? Id { get; init; }
    [Required] public string? Title { get; init; }

    /// <summary>Those that are known; more can be added later.</summary>
    public RoundRequest[]? Rounds { get; init; }

    public OpenNegotiation Read(Fields fields) => new(
        fields.Slug("id", Id),
        fields.Text("title", Title, 500),
        fields.List("rounds", Rounds, Negotiation.MaxRounds, (path, round) => round.Read(fields, $"{path}.")));
}

/// <summary>A negotiation as it stands.</summary>
/// <param name="Title">Null where nobody opened it, and it is only known through its issues.</param>
/// <param name="Rounds">By first day.</param>
public sealed record NegotiationAnswer(string Id, string? Title, IReadOnlyList<Round> Rounds)
{
    internal static NegotiationAnswer Of(Negotiation negotiation) => new(negotiation.Id, negotiation.Title, negotiation.Rounds);
}

/// <summary>Opens a negotiation, also one that is known through its issues.</summary>
public static class OpenNegotiationEndpoint
{
    [WolverinePost("/api/v1/negotiations"), ReadsBody(typeof(NegotiationRequest))]
    [Answers(201, typeof(NegotiationAnswer)), Answers(200, typeof(NegotiationAnswer)), Refuses(400, 401, 409, 413, 415, 422, 429)]
    [EndpointSummary("Opens a negotiation: the process that issues belong to, with its rounds")]
    public static async Task<IResult> Post(HttpContext http, Commands commands, CancellationToken cancel)
    {
        var (request, problem) = await RequestBody.ReadAsync<NegotiationRequest>(http);
        var fields = new Fields();
        var command = request?.Read(fields);
        if (command is null || fields.Problem is not null)
            return problem ?? fields.Problem!;

        return await commands.RunAsync(http, command, new(
            Recorded: done => Answers.Created(http, $"/api/v1/negotiations/{command.Id}", AnswerOf(done.After)),
            Unchanged: done => Answers.Ok(AnswerOf(done.Known))), cancel);

        NegotiationAnswer AnswerOf(Ledger ledger) => NegotiationAnswer.Of(ledger.Negotiations[command.Id]);
    }
}
