using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>The evidence for a stance in one file, to be kept and checked by anybody without the ledger.</summary>
public static class BundlesEndpoint
{
    private const string Zip = "application/zip";

    [WolverineGet("/api/v1/audit/bundles")]
    [Takes("party", "The party's id.", Required = true), Takes("issue", "The issue's id.", Required = true)]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("ledgerSize", KnowledgeParameters.SizeHelp, Required = true), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(string), Zip), Refuses(400, 404, 410, 422)]
    [EndpointSummary("The evidence for a stance: a zip with the answer, the events it rests on, their proofs and a program that checks them")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var (fields, query) = (new Fields(), http.Request.Query);
        var cell = new CellId(fields.Slug("party", query["party"]), fields.Slug("issue", query["issue"]));
        var question = StanceQuestion.Read(http, fields);
        if (!query.ContainsKey("ledgerSize"))
            fields.Wrong("ledgerSize", "is required: take it from the permalink of the answer that is to be proved.");
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (dossier, refusal) = await DossierAsync(database, cell, known, cancel);
        if (dossier is null)
            return await commands.RefuseAsync(refusal!, cancel);

        var evidence = await database.InOneStateAsync(snapshot => StanceEvidence.ReadAsync(snapshot, cell, question, dossier), cancel);
        return evidence is null
            ? Problems.Of(422, "too-many-events", $"The answer rests on more than {StanceEvidence.MaxEvents} events, which is as many as a bundle holds. Each has its proof at /api/v1/audit/proofs.")
            : Results.Bytes(EvidenceBundle.Zip(evidence), Zip, $"evidence-{cell.Party}-{cell.Issue}-{question.On:uuuu-MM-dd}-{known.Size}.zip");
    }

    // Who misspells an id is told the nearest ones; who asks for a size at which it wasn't on record yet is told that.
    private static async Task<(Derived<Dossier>? Dossier, Refusal? Refusal)> DossierAsync(
        Database database, CellId cell, Knowledge known, CancellationToken cancel)
    {
        var unknown = await database.InOneStateAsync(snapshot => Unknown.FirstAsync(snapshot, [cell.Party], [cell.Issue], Knowledge.Now), cancel);
        return unknown is null ? await AskedCell.DossierAsync(database, cell, known, cancel) : (null, unknown);
    }
}
