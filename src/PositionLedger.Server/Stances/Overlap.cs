using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;
using Wolverine.Http;

namespace PositionLedger.Server.Stances;

/// <summary>What the parties' declared stances on an issue come to together on a date.</summary>
/// <param name="Reading">The worst that holds. A declared overlap is no zone of possible agreement: the limits that make one are private.</param>
/// <param name="Divergence">The largest of two parties, 0 to 1; null where no two are on the scale.</param>
/// <param name="Permalink">Where this answer is the same bytes for ever; null while it rests on an event that isn't sealed yet.</param>
public sealed record IssueOverlap(
    string Issue, LocalDate On, string Policy, OverlapKind Reading, decimal? Divergence, IReadOnlyList<PairDivergence> Pairs,
    IReadOnlyList<StanceCell> Stances, LedgerPosition Ledger, string? Permalink);

/// <summary>How far two parties are apart.</summary>
/// <param name="Divergence">0 to 1 in quarters; null where either is off the scale.</param>
public sealed record PairDivergence(string One, string Other, decimal? Divergence);

/// <summary>Reading across parties.</summary>
public static class OverlapEndpoint
{
    /// <summary>How many parties may be compared: every two of them are.</summary>
    public const int MaxParties = 100;

    // Somebody who speaks on other issues of the negotiation and not on this one is at the table, and undeclared.
    private static string AtTheTable(Knowledge known) => $"""
        select distinct c.party from ledger.issue asked
          join ledger.issue i on i.negotiation = asked.negotiation join ledger.stance_cell c on c.issue = i.id
        where asked.id = $1 and {known.OnRecord("c", "$2")} order by c.party
        """;

    [WolverineGet("/api/v1/issues/{issue}/overlap")]
    [Takes("on", StanceQuestion.OnHelp, Required = true), Takes("policy", StanceQuestion.PolicyHelp)]
    [Takes("parties", "Only these parties, with commas between them; otherwise all that are on record in the issue's negotiation.")]
    [Takes("knownAt", KnowledgeParameters.KnownAtHelp), Takes("ledgerSize", KnowledgeParameters.SizeHelp), Takes("format", KnowledgeParameters.FormatHelp)]
    [Answers(200, typeof(IssueOverlap)), Refuses(400, 404, 410)]
    [EndpointSummary("What the parties declare on an issue, read together")]
    public static async Task<IResult> Get(string issue, HttpContext http, Database database, Commands commands, CancellationToken cancel)
    {
        var fields = new Fields();
        var question = StanceQuestion.Read(http, fields);
        var named = fields.Slugs("parties", http.Request.Query["parties"], MaxParties);
        var known = await KnowledgeParameters.ReadAsync(http, fields, database, cancel);
        if (fields.Problem is { } problem)
            return problem;

        var (answer, refusal, tooMany) = await database.InOneStateAsync(snapshot => ReadAsync(snapshot, issue, named, question, known), cancel);
        return tooMany ?? (answer is null ? await commands.RefuseAsync(refusal!, cancel) : Answers.Json(http, answer));
    }

    private static async Task<(IssueOverlap? Answer, Refusal? Refusal, IResult? TooMany)> ReadAsync(
        Snapshot snapshot, string issue, string[] named, StanceQuestion question, Knowledge known)
    {
        if (await Unknown.FirstAsync(snapshot, named, [issue], known) is { } unknown)
            return (null, unknown, null);

        IReadOnlyList<string> parties = named.Length > 0
            ? named
            : await snapshot.ListAsync(AtTheTable(known), row => row.GetString(0), issue, known.Limit);
        if (parties.Count > MaxParties)
            return (null, null, Problems.Invalid("parties", $"must name at most {MaxParties}: {parties.Count} are on record in this negotiation."));

        CellId[] cells = [.. parties.Select(party => new CellId(party, issue))];
        var board = await Board.ReadAsync(snapshot, cells, question, known);
        // Who sits at the table may be another one as soon as anything else is sealed.
        var isSealed = named.Length > 0
            ? await SealedStreams.HoldAllAsync(snapshot, board.Ledger, named, [issue])
            : board.Ledger.HoldsAll;
        return (Read(issue, cells, board, question, isSealed ? LinkTo(issue, named, question, board.Ledger) : null), null, null);
    }

    private static IssueOverlap Read(string issue, CellId[] cells, Board board, StanceQuestion question, string? permalink)
    {
        var overlap = Overlap.Of([.. cells.Select(cell => PartyStance.Of(cell.Party, board[cell]))]);
        return new(issue, question.On, question.Policy.Id, overlap.Kind, overlap.Largest,
            [.. overlap.Pairs.Select(pair => new PairDivergence(pair.One, pair.Other, pair.Value))], board.Cells(cells), board.Ledger, permalink);
    }

    private static string LinkTo(string issue, string[] named, StanceQuestion question, LedgerPosition ledger) => Permalink.To(
        $"/api/v1/issues/{issue}/overlap", ("on", question.On), ("ledgerSize", ledger.Size), ("policy", question.Policy.Id), ("parties", named));
}
