using System.Numerics;

namespace PositionLedger.Domain.Audit;

/// <summary>Checks the proofs of a Merkle tree, whoever they come from (RFC 9162, 2.1.3.2 and 2.1.4.2).</summary>
/// <remarks>
/// A proof binds hashes to roots. It does not bind sizes: where two trees have the same way up from a leaf, either size is taken.
/// What binds a size to its root is the signed checkpoint that both are to be read from.
/// </remarks>
public static class TreeProof
{
    /// <summary>Whether the leaf at an index is in the tree of this size and root.</summary>
    public static bool Includes(TreeHash leaf, long index, long size, IReadOnlyList<TreeHash> proof, TreeHash root)
    {
        if (index < 0 || index >= size)
            return false;

        var ascent = new Ascent(index, size - 1);
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (ascent.IsAtTheRoot)
                return false;
            hash = ascent.Rise() ? TreeHash.OfNode(sibling, hash) : TreeHash.OfNode(hash, sibling);
        }

        return ascent.IsAtTheRoot && hash == root;
    }

    /// <summary>Whether the tree of the old size and root is the beginning of the other one.</summary>
    /// <remarks>Every tree begins with the empty one: for that there is nothing to prove, and nothing is said of the other root.</remarks>
    public static bool IsConsistent(long oldSize, TreeHash oldRoot, long size, TreeHash root, IReadOnlyList<TreeHash> proof)
    {
        if (oldSize < 0 || oldSize > size || (oldSize == 0 && oldRoot != TreeHash.Empty))
            return false;
        if (oldSize == 0 || oldSize == size)
            return proof.Count == 0 && (oldSize < size || oldRoot == root);
        if (BitOperations.IsPow2(oldSize))
            return IsConsistent(oldSize, oldRoot, size, root, oldRoot, proof);

        return proof.Count > 0 && IsConsistent(oldSize, oldRoot, size, root, proof[0], proof.Skip(1));
    }

    /// <param name="shared">The largest subtree at the end of the old tree that stands in the new one as it is.</param>
    private static bool IsConsistent(
        long oldSize, TreeHash oldRoot, long size, TreeHash root, TreeHash shared, IEnumerable<TreeHash> siblings)
    {
        var level = BitOperations.TrailingZeroCount(oldSize);
        var ascent = new Ascent((oldSize - 1) >> level, (size - 1) >> level);
        var (oldHash, hash) = (shared, shared);
        foreach (var sibling in siblings)
        {
            if (ascent.IsAtTheRoot)
                return false;
            var isLeft = ascent.Rise();
            hash = isLeft ? TreeHash.OfNode(sibling, hash) : TreeHash.OfNode(hash, sibling);
            oldHash = isLeft ? TreeHash.OfNode(sibling, oldHash) : oldHash;
        }

        return ascent.IsAtTheRoot && oldHash == oldRoot && hash == root;
    }

    /// <summary>The way from a node up to the root, past the last node of every level.</summary>
    private struct Ascent(long node, long last)
    {
        public readonly bool IsAtTheRoot => last == 0;

        /// <summary>Rises to the next node that has two children.</summary>
        /// <returns>Whether the sibling there is the left one.</returns>
        public bool Rise()
        {
            // The last node has no sibling on its right: where it is a left child, it is the same node on the level above.
            var isLeft = long.IsOddInteger(node) || node == last;
            var levels = isLeft ? BitOperations.TrailingZeroCount(node) + 1 : 1;
            node >>= levels;
            last >>= levels;
            return isLeft;
        }
    }
}
