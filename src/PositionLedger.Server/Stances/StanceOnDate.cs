using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>A party's position on an issue on a date.</summary>
public sealed record StanceOnDate : StanceCell
{
    public StanceOnDate()
    {
    }

    [SetsRequiredMembers]
    internal StanceOnDate(CellId cell, StanceQuestion question, Derived<StanceAnswer> answer)
        : base(Of(cell, answer.Value))
    {
        (On, Policy, Ledger) = (question.On, question.Policy.Id, answer.Ledger);
        Permalink = answer.IsSealed
            ? Http.Permalink.To($"/api/v1/parties/{cell.Party}/stances/{cell.Issue}", ("on", On), ("ledgerSize", Ledger.Size), ("policy", Policy))
            : null;
    }

    [JsonPropertyOrder(-1)] public required LocalDate On { get; init; }
    [JsonPropertyOrder(1)] public required string Policy { get; init; }
    [JsonPropertyOrder(2)] public required LedgerPosition Ledger { get; init; }

    /// <summary>Where this answer is the same bytes for ever; null while it rests on an event that isn't sealed yet.</summary>
    [JsonPropertyOrder(3)] public required string? Permalink { get; init; }
}

/// <summary>The stance of a party on an issue on a date.</summary>
public static class StanceOnDateEndpoint
{
    [WolverineGet("/api/v1/parties/{party}/stances/{issue}")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(StanceOnDate)), Refuses(400, 404, 410)]
    [EndpointSummary("The stance of a party on an issue on a date, by all that is known now or was known earlier")]
    public static async Task<IResult> Get(
        string party, string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var question = StanceQuestion.Read(http, fields);
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var cell = new CellId(party, issue);
        var (answer, refusal) = await AskedCell.AskAsync(database, cell, question, known, cancel);
        return answer is null
            ? await commands.RefuseAsync(refusal!, cancel)
            : Answers.Json(http, new StanceOnDate(cell, question, answer));
    }
}
