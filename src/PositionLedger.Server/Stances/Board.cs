using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>The stances of some parties on some issues on one day, all of one state of the ledger.</summary>
/// <remarks>
/// What is kept as periods is read by index; a cell that isn't, whose source was graded since, that a bloc may speak for, or that is
/// asked for by another policy or an earlier knowledge, is derived from its statements. Both are the same rule (StanceCells).
/// </remarks>
internal sealed record Board(LedgerPosition Ledger, IReadOnlyDictionary<CellId, StanceAnswer> Answers)
{
    /// <summary>A party on an issue of which nothing at all is on record.</summary>
    private static readonly StanceAnswer Nothing = new StanceTimeline(null, [], []).At(LocalDate.MaxIsoValue);

    public StanceAnswer this[CellId cell] => Answers.GetValueOrDefault(cell, Nothing);

    public IReadOnlyList<StanceCell> Cells(IEnumerable<CellId> cells) => [.. cells.Select(cell => StanceCell.Of(cell, this[cell]))];

    public static async Task<Board> ReadAsync(Snapshot snapshot, IReadOnlyList<CellId> cells, StanceQuestion question, Knowledge known)
    {
        var (on, ledger) = (question.On, await LedgerPosition.ReadAsync(snapshot, known));
        if (question.Policy != Policy.AuthorityFirst || !known.IsNow)
            return new(ledger, await DeriveAsync(snapshot, cells, question, known));

        var kept = await snapshot.ListAsync(KeptCell.Sql, KeptCell.Read,
            cells.Select(cell => cell.Party).ToArray(), cells.Select(cell => cell.Issue).ToArray(), Days.Of(on));
        var answers = kept.Where(cell => cell.IsAnswer).ToDictionary(cell => cell.Id, cell => cell.At(on));
        CellId[] others = [.. kept.Where(cell => !cell.IsAnswer && !cell.IsEmpty).Select(cell => cell.Id)];
        if (others.Length > 0)
        {
            foreach (var (cell, answer) in await DeriveAsync(snapshot, others, question, known))
                answers.Add(cell, answer);
        }

        return new(ledger, answers);
    }

    private static async Task<IReadOnlyDictionary<CellId, StanceAnswer>> DeriveAsync(
        Snapshot snapshot, IReadOnlyList<CellId> cells, StanceQuestion question, Knowledge known) =>
        (await Dossiers.ReadAsync(snapshot, cells, known)).Where(cell => !cell.Value.IsEmpty).ToDictionary(
            cell => cell.Key, cell => StanceRule.Derive(cell.Value, question.On, question.Policy));
}

/// <summary>A party on an issue.</summary>
internal readonly record struct CellId(string Party, string Issue);
