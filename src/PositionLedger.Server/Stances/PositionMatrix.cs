using NodaTime;
using PositionLedger.Domain;
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
    [Takes("parties", "Only these parties, with commas between them; otherwise all that are on record on any of the issues, or have a bloc that is.")]
    [Takes("issues", "Only these issues, with commas between them.")]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(PositionMatrix)), Refuses(400, 404, 410)]
    [EndpointSummary("Parties by issues: where everybody stands on a date")]
    public static async Task<IResult> Get(HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var question = StanceQuestion.Read(http, fields);
        var negotiation = http.Request.Query["negotiation"].ToString();
        var parties = fields.Slugs("parties", http.Request.Query["parties"], MaxIds);
        var issues = fields.Slugs("issues", http.Request.Query["issues"], MaxIds);
        if (negotiation.Length == 0 && issues.Length == 0)
            fields.Wrong("negotiation", "or issues must be given.");
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal, tooLarge) = await database.InOneStateAsync(
            snapshot => ReadAsync(snapshot, new(negotiation, parties, issues), question, known), cancel);
        return tooLarge ?? (answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer));
    }

    private static async Task<(PositionMatrix? Answer, Refusal? Refusal, IResult? TooLarge)> ReadAsync(
        Snapshot snapshot, Selection asked, StanceQuestion question, Knowledge known)
    {
        var (selection, refusal) = await asked.ResolveAsync(snapshot, known);
        if (selection is null)
            return (null, refusal, null);
        if ((long)selection.Parties.Count * selection.Issues.Count > MaxCells)
        {
            return (null, null, Problems.Invalid(asked.Parties.Count == 0 ? "parties" : "issues",
                $"must name fewer: {selection.Parties.Count} parties on {selection.Issues.Count} issues are more than {MaxCells} cells."));
        }

        CellId[] cells = [.. selection.Parties.SelectMany(_ => selection.Issues, (party, issue) => new CellId(party, issue))];
        var board = await Board.ReadAsync(snapshot, cells, question, known);
        // Who belongs to what isn't named may be another one as soon as anything else is sealed.
        var isSealed = asked is { Negotiation: "", Parties.Count: > 0 }
            ? await SealedStreams.HoldAllAsync(snapshot, board.Ledger, selection.Parties, selection.Issues)
            : board.Ledger.HoldsAll;
        return (new(question.On, question.Policy.Id, selection.Parties, selection.Issues, board.Cells(cells), board.Ledger,
            isSealed ? LinkTo(asked, question, board.Ledger) : null), null, null);
    }

    private static string LinkTo(Selection asked, StanceQuestion question, LedgerPosition ledger) => Permalink.To(
        "/api/v1/matrix", ("on", question.On), ("ledgerSize", ledger.Size), ("policy", question.Policy.Id), ("negotiation", asked.Negotiation),
        ("parties", asked.Parties), ("issues", asked.Issues));
}
