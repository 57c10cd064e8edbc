using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Server.Http;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Exports;

/// <summary>Which statements an export is of; all of them where nothing is named.</summary>
/// <param name="From">The first day that they may have been said on.</param>
/// <param name="To">The last one, inclusive.</param>
internal sealed record StatementFilter(
    IReadOnlyList<string> Parties, IReadOnlyList<string> Issues, IReadOnlyList<string> Negotiations, LocalDate? From, LocalDate? To)
{
    public const string PartyHelp = "Only statements of these parties, with commas between them.";
    public const string IssueHelp = "Only statements on these issues, with commas between them.";
    public const string NegotiationHelp = "Only statements on the issues of these negotiations, with commas between them.";
    public const string FromHelp = "Only what was, or may have been, said on this day or later, YYYY-MM-DD.";
    public const string ToHelp = "Only what was, or may have been, said on this day or earlier, YYYY-MM-DD.";

    public bool IsEmpty => Parties.Count + Issues.Count + Negotiations.Count == 0 && From is null && To is null;

    public static StatementFilter Read(HttpContext http, Fields fields)
    {
        var query = http.Request.Query;
        var filter = new StatementFilter(
            fields.Slugs("party", query["party"], PositionMatrixEndpoint.MaxIds),
            fields.Slugs("issue", query["issue"], PositionMatrixEndpoint.MaxIds),
            fields.Slugs("negotiation", query["negotiation"], PositionMatrixEndpoint.MaxIds),
            fields.Day("from", query["from"]),
            fields.Day("to", query["to"]));
        if (filter.To < filter.From)
            fields.Wrong("to", "must not lie before 'from'.");
        return filter;
    }

    /// <summary>Why it can't be used: what it names isn't on record; null where all of it is.</summary>
    public async Task<Refusal?> UnknownAsync(Snapshot snapshot, Knowledge known)
    {
        var refusal = await Unknown.FirstAsync(snapshot, Parties, Issues, known);
        foreach (var negotiation in Negotiations)
            refusal ??= await Unknown.NegotiationAsync(snapshot, negotiation, known);
        return refusal;
    }
}
