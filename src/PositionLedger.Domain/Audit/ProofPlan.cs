using System.Numerics;

namespace PositionLedger.Domain.Audit;

/// <summary>Which complete subtrees the hashes of a proof are made of, so that whoever keeps the tree need only look these up.</summary>
public sealed class ProofPlan
{
    private readonly IReadOnlyList<TreeNode>[] _parts;

    private ProofPlan(IEnumerable<Leaves> parts)
    {
        _parts = [.. parts.Select(part => TreeNode.Covering(part.Begin, part.End))];
        Nodes = [.. _parts.SelectMany(nodes => nodes)];
    }

    public IReadOnlyList<TreeNode> Nodes { get; }

    /// <summary>Proves a leaf to be in a tree: the siblings on the way from it to the root (RFC 9162, 2.1.3.1).</summary>
    public static ProofPlan Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        return new(Siblings(size, index, leaves => leaves.IsOne, out _));
    }

    /// <summary>Proves a tree to be the beginning of a larger one (RFC 9162, 2.1.4.1); from nothing, or to itself, it is empty.</summary>
    public static ProofPlan Consistency(long oldSize, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        if (oldSize == 0)
            return new([]);

        var siblings = Siblings(size, oldSize - 1, leaves => leaves.End == oldSize, out var shared);
        // Whoever checks the proof has the old root: it is left out where it stands in the new tree as it is.
        return new(shared.Begin == 0 ? siblings : siblings.Prepend(shared));
    }

    /// <summary>The one hash that is the root of a tree.</summary>
    public static ProofPlan Root(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new([new(0, size)]);
    }

    /// <summary>The hashes of the proof, from those of <see cref="Nodes"/> in their order.</summary>
    public ValueList<TreeHash> Assemble(IReadOnlyList<TreeHash> hashesOfNodes)
    {
        if (hashesOfNodes.Count != Nodes.Count)
            throw new ArgumentException($"There are {Nodes.Count} nodes, but {hashesOfNodes.Count} hashes.", nameof(hashesOfNodes));

        ReadOnlySpan<TreeHash> rest = [.. hashesOfNodes];
        var proof = new TreeHash[_parts.Length];
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] = TreeHash.OfPeaks(rest[.._parts[i].Count]);
            rest = rest[_parts[i].Count..];
        }

        return [.. proof];
    }

    /// <summary>Descends from the root towards a leaf.</summary>
    /// <returns>The halves not taken, the last first.</returns>
    private static Stack<Leaves> Siblings(long size, long leaf, Predicate<Leaves> isArrived, out Leaves arrived)
    {
        Stack<Leaves> siblings = [];
        for (arrived = new(0, size); !isArrived(arrived);)
        {
            var (left, right) = arrived.Halves;
            (arrived, var sibling) = leaf < right.Begin ? (left, right) : (right, left);
            siblings.Push(sibling);
        }

        return siblings;
    }

    /// <summary>The leaves from one to before another.</summary>
    private readonly record struct Leaves(long Begin, long End)
    {
        public bool IsOne => End - Begin == 1;

        /// <summary>The left one is as large as a complete subtree can be that leaves something over.</summary>
        public (Leaves Left, Leaves Right) Halves
        {
            get
            {
                var middle = Begin + (1L << BitOperations.Log2((ulong)(End - Begin - 1)));
                return (new(Begin, middle), new(middle, End));
            }
        }
    }
}
