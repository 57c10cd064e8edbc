using NodaTime.Text;
using PositionLedger.Server.Http;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Exports;

/// <summary>A matrix as a table: one row a party and one column an issue, or one row a cell.</summary>
internal static class MatrixAsCsv
{
    private static readonly string[] LongHeader = ["party", "issue", "stance", "firmness", "since", "certainty", "confidence", "permalink"];

    public static IEnumerable<IEnumerable<string?>> Wide(PositionMatrix matrix)
    {
        yield return matrix.Issues.Prepend("party");
        foreach (var party in matrix.Cells.Chunk(Math.Max(matrix.Issues.Count, 1)))
            yield return party.Select(cell => Words.Of(cell.Stance)).Prepend(party[0].Party);
    }

    public static IEnumerable<IEnumerable<string?>> Long(PositionMatrix matrix)
    {
        yield return LongHeader;
        foreach (var cell in matrix.Cells)
        {
            yield return
            [
                cell.Party, cell.Issue, Words.Of(cell.Stance), cell.Firmness is { } firmness ? Words.Of(firmness) : null,
                cell.Since is { } since ? LocalDatePattern.Iso.Format(since) : null, Words.Of(cell.Certainty),
                cell.Confidence is { } confidence ? Words.Of(confidence) : null, LinkTo(matrix, cell),
            ];
        }
    }

    /// <summary>Where the answer of one cell is the same bytes for ever: an export is of what is sealed.</summary>
    /// <returns>Null at a size at which events were lost: it is refused.</returns>
    public static string? LinkTo(PositionMatrix matrix, StanceCell cell) => matrix.Ledger.IsLost ? null : Permalink.To(
        $"/api/v1/parties/{cell.Party}/stances/{cell.Issue}", ("on", matrix.On), ("ledgerSize", matrix.Ledger.Size), ("policy", matrix.Policy));
}
