using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>A stance as its permalink answers it, and all that it takes to check what it rests on.</summary>
/// <param name="Events">What it rests on, in the order of the leaves.</param>
/// <param name="Paths">Of each event the way from its leaf to the root of the tree.</param>
/// <param name="Consistency">That the tree begins with the events that were known; null where it has no others.</param>
internal sealed record StanceEvidence(
    CellId Cell, StanceQuestion Question, StanceOnDate Answer, StanceExplanation Explanation, SignedTree Tree, IReadOnlyList<SealedEvent> Events,
    IReadOnlyList<ValueList<TreeHash>> Paths, ConsistencyProof? Consistency)
{
    /// <summary>As many as a bundle holds; the stance is derived anew after each.</summary>
    public const int MaxEvents = 2_000;

    // Proofs that lie far from one another share little of the tree.
    private const int PathsAtOnce = 200;

    /// <returns>Null where there are more events than a bundle holds.</returns>
    public static async Task<StanceEvidence?> ReadAsync(Snapshot snapshot, CellId cell, StanceQuestion question, Derived<Dossier> dossier)
    {
        var size = dossier.Ledger.Size;
        var events = await CellEvents.ReadAsync(snapshot, cell.Party, cell.Issue, size, MaxEvents + 1);
        if (events.Count > MaxEvents)
            return null;

        var stance = dossier.Then(all => StanceRule.Derive(all, question.On, question.Policy));
        var tree = await SignedTree.CoveringAsync(snapshot, size);
        return new(cell, question, new(cell, question, stance), ExplainStanceEndpoint.Explain(cell, question, stance), tree, events,
            await PathsAsync(snapshot, events, tree.Size), tree.Size == size ? null : await ConsistencyAsync(snapshot, size, tree.Size));
    }

    private static async Task<IReadOnlyList<ValueList<TreeHash>>> PathsAsync(Snapshot snapshot, List<SealedEvent> events, long size)
    {
        var paths = new List<ValueList<TreeHash>>();
        foreach (var some in events.Chunk(PathsAtOnce))
            paths.AddRange(await LedgerTree.ReadAsync(snapshot, [.. some.Select(e => ProofPlan.Inclusion(e.Leaf, size))]));
        return paths;
    }

    private static async Task<ConsistencyProof> ConsistencyAsync(Snapshot snapshot, long from, long to)
    {
        var hashes = await LedgerTree.ReadAsync(snapshot, ProofPlan.Consistency(from, to));
        return new(from, to, [.. hashes.Select(hash => hash.ToString())]);
    }
}
