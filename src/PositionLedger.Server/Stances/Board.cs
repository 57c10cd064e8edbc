using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Stances;

/// <summary>The stances of some parties on some issues on one day, all of one state of the ledger.</summary>
/// <remarks>
/// What is kept as periods is read by index; a cell that isn't, whose source was graded since, that a bloc may speak for, or that is
/// asked for by another policy, is derived from its statements. Both are the same rule (StanceCells).
/// </remarks>
/// <param name="Size">How many events the ledger held.</param>
internal sealed record Board(long Size, IReadOnlyDictionary<CellId, StanceAnswer> Answers)
{
    /// <summary>A party on an issue of which nothing at all is on record.</summary>
    private static readonly StanceAnswer Nothing = new StanceTimeline(null, [], []).At(LocalDate.MaxIsoValue);

    public StanceAnswer this[CellId cell] => Answers.GetValueOrDefault(cell, Nothing);

    public IReadOnlyList<StanceCell> Cells(IEnumerable<CellId> cells) => [.. cells.Select(cell => StanceCell.Of(cell, this[cell]))];

    public static async Task<Board> ReadAsync(Snapshot snapshot, IReadOnlyList<CellId> cells, LocalDate on, Policy policy)
    {
        if (policy != Policy.AuthorityFirst)
            return await DeriveAsync(snapshot, cells, on, policy);

        var kept = await snapshot.ListAsync(KeptCell.Sql, KeptCell.Read,
            cells.Select(cell => cell.Party).ToArray(), cells.Select(cell => cell.Issue).ToArray(), Days.Of(on));
        var answers = kept.Where(cell => cell.IsAnswer).ToDictionary(cell => cell.Id, cell => cell.At(on));
        CellId[] others = [.. kept.Where(cell => !cell.IsAnswer && !cell.IsEmpty).Select(cell => cell.Id)];
        if (others.Length > 0)
        {
            foreach (var (cell, answer) in (await DeriveAsync(snapshot, others, on, policy)).Answers)
                answers.Add(cell, answer);
        }

        return new(await LedgerSize.ReadAsync(snapshot), answers);
    }

    private static async Task<Board> DeriveAsync(Snapshot snapshot, IReadOnlyList<CellId> cells, LocalDate on, Policy policy)
    {
        var dossiers = await Dossiers.ReadAsync(snapshot, cells);
        return new(await LedgerSize.ReadAsync(snapshot),
            dossiers.ToDictionary(cell => cell.Key, cell => StanceRule.Derive(cell.Value, on, policy)));
    }
}

/// <summary>A party on an issue.</summary>
internal readonly record struct CellId(string Party, string Issue);

/// <summary>How many events the ledger holds: the sum of its streams' versions, which is exact, unlike a sequence.</summary>
internal static class LedgerSize
{
    public const string Sql = "select coalesce(sum(version), 0)::bigint from ledger.mt_streams";

    public static async Task<long> ReadAsync(Snapshot snapshot) => (await snapshot.ListAsync(Sql, row => row.GetInt64(0)))[0];
}
