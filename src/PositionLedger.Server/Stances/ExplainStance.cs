using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>Why a stance is what it is: every statement on the issue with the step of the rule that kept or dropped it.</summary>
/// <param name="Considered">In order of recording.</param>
public sealed record StanceExplanation(
    string Party, string Issue, LocalDate On, Outcome Stance, Guid? GovernedBy, Certainty Certainty, IReadOnlyList<Outcome> Possible,
    string Policy, IReadOnlyList<Considered> Considered, LedgerPosition Ledger);

/// <summary>The explanation of a stance.</summary>
public static class ExplainStanceEndpoint
{
    [WolverineGet("/api/v1/parties/{party}/stances/{issue}/explanation"), NotYet("knownAt"), NotYet("ledgerSize"), NotYet("format")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Answers(200, typeof(StanceExplanation)), Refuses(400, 404)]
    [EndpointSummary("Why the stance is what it is")]
    public static async Task<IResult> Get(
        string party, string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var (question, problem) = StanceQuestion.Read(http);
        if (question is null)
            return problem!;

        var (dossier, size, refusal) = await AskedCell.DossierAsync(database, new(party, issue), cancel);
        if (dossier is null)
            return await commands.RefuseAsync(refusal!, cancel);

        var answer = StanceRule.Derive(dossier, question.On, question.Policy);
        return Answers.Json(http, new StanceExplanation(
            party, issue, question.On, answer.Stance, answer.GovernedBy, answer.Certainty, answer.Possible, question.Policy.Id, answer.Considered,
            new(size, 0)));
    }
}
