using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>A party's position on an issue on a date.</summary>
public sealed record StanceOnDate : StanceCell
{
    [SetsRequiredMembers]
    internal StanceOnDate(CellId cell, StanceQuestion question, StanceAnswer answer, long size)
        : base(Of(cell, answer)) =>
        (On, Policy, Ledger) = (question.On, question.Policy.Id, new(size, 0));

    [JsonPropertyOrder(-1)] public LocalDate On { get; init; }
    [JsonPropertyOrder(1)] public string Policy { get; init; }
    [JsonPropertyOrder(2)] public LedgerPosition Ledger { get; init; }

    /// <summary>Null while answers can't be reproduced for ever, which takes a sealed ledger.</summary>
    [JsonPropertyOrder(3)] public string? Permalink { get; init; }
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

        var cell = new CellId(party, issue);
        var (answer, size, refusal) = await AskedCell.AskAsync(database, cell, question, cancel);
        return answer is null
            ? await commands.RefuseAsync(refusal!, cancel)
            : Answers.Json(http, new StanceOnDate(cell, question, answer, size));
    }
}
