using PositionLedger.Domain;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>The question of where some parties stand on some issues on a day.</summary>
internal sealed record AskedMatrix(Selection Asked, StanceQuestion Question)
{
    public const string PartiesHelp = "Only these parties, with commas between them; otherwise all that are on record on any of the issues, or have a bloc that is.";
    public const string IssuesHelp = "Only these issues, with commas between them.";

    /// <summary>Reads it together with other parameters, whose mistakes are told at once with its own.</summary>
    public static AskedMatrix Read(HttpContext http, Fields fields)
    {
        var question = StanceQuestion.Read(http, fields);
        var negotiation = http.Request.Query["negotiation"].ToString();
        var parties = fields.Slugs("parties", http.Request.Query["parties"], PositionMatrixEndpoint.MaxIds);
        var issues = fields.Slugs("issues", http.Request.Query["issues"], PositionMatrixEndpoint.MaxIds);
        return new(new(negotiation, parties, issues), question);
    }

    public async Task<(PositionMatrix? Answer, Refusal? Refusal, IResult? TooLarge)> ReadAsync(Snapshot snapshot, Knowledge known)
    {
        var (selection, refusal) = await Asked.ResolveAsync(snapshot, known);
        if (selection is null)
            return (null, refusal, null);
        if ((long)selection.Parties.Count * selection.Issues.Count > PositionMatrixEndpoint.MaxCells)
        {
            return (null, null, Problems.Invalid(Asked.Parties.Count == 0 ? "parties" : "issues", $"must name fewer: {selection.Parties.Count} parties on "
                + $"{selection.Issues.Count} issues are more than {PositionMatrixEndpoint.MaxCells} cells."));
        }

        CellId[] cells = [.. selection.Parties.SelectMany(_ => selection.Issues, (party, issue) => new CellId(party, issue))];
        var board = await Board.ReadAsync(snapshot, cells, Question, known);
        // Who belongs to what isn't named may be another one as soon as anything else is sealed.
        var isSealed = Asked is { Negotiation: "", Parties.Count: > 0 }
            ? await SealedStreams.HoldAllAsync(snapshot, board.Ledger, selection.Parties, selection.Issues)
            : board.Ledger.HoldsAll;
        return (new(Question.On, Question.Policy.Id, selection.Parties, selection.Issues, board.Cells(cells), board.Ledger,
            isSealed ? LinkTo(board.Ledger) : null), null, null);
    }

    private string LinkTo(LedgerPosition ledger) => Permalink.To(
        "/api/v1/matrix", ("on", Question.On), ("ledgerSize", ledger.Size), ("policy", Question.Policy.Id), ("negotiation", Asked.Negotiation),
        ("parties", Asked.Parties), ("issues", Asked.Issues));
}
