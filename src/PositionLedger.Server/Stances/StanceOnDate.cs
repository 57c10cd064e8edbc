using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>What a party's position on an issue is on a date, with everything a reader needs to judge it.</summary>
public sealed record StanceOnDate
{
    public required string Party { get; init; }
    public required string Issue { get; init; }
    public required LocalDate On { get; init; }
    public required Outcome Stance { get; init; }
    public required Firmness? Firmness { get; init; }
    public required IReadOnlyList<StandingCondition> Conditions { get; init; }
    public required LocalDate? Since { get; init; }
    public required bool Stale { get; init; }
    public required Certainty Certainty { get; init; }

    /// <summary>Every outcome that the possible days of the statements lead to, the stance among them.</summary>
    public required IReadOnlyList<Outcome> Possible { get; init; }
    public required Confidence? Confidence { get; init; }
    public required Basis? Basis { get; init; }
    public required Guid? GovernedBy { get; init; }
    public required IReadOnlyList<Guid> Contested { get; init; }
    public required IReadOnlyList<StanceFlag> Flags { get; init; }
    public required IReadOnlyList<Guid> ReaffirmedBy { get; init; }
    public required IReadOnlyList<Guid> DivergingVoices { get; init; }
    public required IReadOnlyList<Signal> Signals { get; init; }
    public required string Policy { get; init; }
    public required LedgerPosition Ledger { get; init; }

    /// <summary>Null while answers can't be reproduced for ever, which takes a sealed ledger.</summary>
    public required string? Permalink { get; init; }

    internal static StanceOnDate Of(string party, string issue, StanceQuestion question, KnownCell cell, StanceAnswer answer) => new()
    {
        Party = party,
        Issue = issue,
        On = question.On,
        Stance = answer.Stance,
        Firmness = answer.Firmness,
        Conditions = answer.Conditions,
        Since = answer.Since,
        Stale = answer.Stale,
        Certainty = answer.Certainty,
        Possible = answer.Possible,
        Confidence = answer.Confidence,
        Basis = answer.Basis,
        GovernedBy = answer.GovernedBy,
        Contested = answer.Contested,
        Flags = answer.Flags,
        ReaffirmedBy = answer.ReaffirmedBy,
        DivergingVoices = answer.DivergingVoices,
        Signals = answer.Signals,
        Policy = question.Policy.Id,
        Ledger = new(cell.Size, 0),
        Permalink = null,
    };
}

/// <summary>From how much of the ledger an answer was derived.</summary>
/// <param name="Size">How many events were recorded.</param>
/// <param name="Pending">How many of them were not sealed yet; 0 until the ledger is sealed at all.</param>
public sealed record LedgerPosition(long Size, long Pending);

/// <summary>The stance of a party on an issue on a date.</summary>
public static class StanceOnDateEndpoint
{
    [WolverineGet("/api/v1/parties/{party}/stances/{issue}"), NotYet("knownAt"), NotYet("ledgerSize"), NotYet("format")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Answers(200, typeof(StanceOnDate)), Refuses(400, 404)]
    [EndpointSummary("The stance of a party on an issue on a date, by all that is known now")]
    public static async Task<IResult> Get(
        string party, string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var (question, problem) = StanceQuestion.Read(http);
        if (question is null)
            return problem!;

        var (cell, refusal) = await KnownCell.ReadAsync(database, party, issue, cancel);
        if (cell is null)
            return await commands.RefuseAsync(refusal!, cancel);

        var answer = StanceRule.Derive(cell.Statements, cell.Grades, question.On, question.Policy);
        return Answers.Json(http, StanceOnDate.Of(party, issue, question, cell, answer));
    }
}
