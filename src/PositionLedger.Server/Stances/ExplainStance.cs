using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>Why a stance is what it is: every statement on the issue with the step of the rule that kept or dropped it.</summary>
/// <param name="Considered">In order of recording.</param>
/// <param name="Permalink">Where this answer is the same bytes for ever; null while it rests on an event that isn't sealed yet.</param>
public sealed record StanceExplanation(
    string Party, string Issue, LocalDate On, Outcome Stance, Guid? GovernedBy, Certainty Certainty, IReadOnlyList<Outcome> Possible,
    string Policy, IReadOnlyList<Considered> Considered, LedgerPosition Ledger, string? Permalink);

/// <summary>The explanation of a stance.</summary>
public static class ExplainStanceEndpoint
{
    [WolverineGet("/api/v1/parties/{party}/stances/{issue}/explanation")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(StanceExplanation)), Refuses(400, 404, 410)]
    [EndpointSummary("Why the stance is what it is")]
    public static async Task<IResult> Get(
        string party, string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var question = StanceQuestion.Read(http, fields);
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var cell = new CellId(party, issue);
        var (dossier, refusal) = await AskedCell.DossierAsync(database, cell, known, cancel);
        return dossier is null
            ? await commands.RefuseAsync(refusal!, cancel)
            : Answers.Json(http, Explain(cell, question, dossier.Then(all => StanceRule.Derive(all, question.On, question.Policy))));
    }

    internal static StanceExplanation Explain(CellId cell, StanceQuestion question, Derived<StanceAnswer> answer)
    {
        var (stance, ledger, path) = (answer.Value, answer.Ledger, $"/api/v1/parties/{cell.Party}/stances/{cell.Issue}/explanation");
        return new(cell.Party, cell.Issue, question.On, stance.Stance, stance.GovernedBy, stance.Certainty, stance.Possible, question.Policy.Id,
            stance.Considered, ledger,
            answer.IsSealed ? Permalink.To(path, ("on", question.On), ("ledgerSize", ledger.Size), ("policy", question.Policy.Id)) : null);
    }
}
