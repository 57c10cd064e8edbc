using NodaTime;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>Where some parties stand on some issues on a date.</summary>
/// <param name="Parties">By id, or in the order in which they were asked for.</param>
/// <param name="Issues">By id, or in the order in which they were asked for.</param>
/// <param name="Cells">Every party on every issue, party by party, also where nothing is on record.</param>
/// <param name="Permalink">Where this answer is the same bytes for ever; null while it rests on an event that isn't sealed yet.</param>
public sealed record PositionMatrix(
    LocalDate On, string Policy, IReadOnlyList<string> Parties, IReadOnlyList<string> Issues, IReadOnlyList<StanceCell> Cells, LedgerPosition Ledger,
    string? Permalink);

/// <summary>Parties by issues.</summary>
public static class PositionMatrixEndpoint
{
    /// <summary>How many parties, and how many issues, may be named.</summary>
    public const int MaxIds = 500;

    /// <summary>How many cells an answer may have.</summary>
    public const int MaxCells = 20_000;

    [WolverineGet("/api/v1/matrix")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("negotiation", "The issues of this negotiation; needed where no issues are named.")]
    [Takes("parties", AskedMatrix.PartiesHelp)]
    [Takes("issues", AskedMatrix.IssuesHelp)]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(PositionMatrix)), Refuses(400, 404, 410)]
    [EndpointSummary("Parties by issues: where everybody stands on a date")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var asked = AskedMatrix.Read(http, fields);
        if (asked.Asked is { Negotiation: "", Issues.Count: 0 })
            fields.Wrong("negotiation", "or issues must be given.");
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal, tooLarge) = await database.InOneStateAsync(snapshot => asked.ReadAsync(snapshot, known), cancel);
        return tooLarge ?? (answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer));
    }
}
