using System.Numerics;
using System.Runtime.InteropServices;

namespace PositionLedger.Domain.Audit;

/// <summary>The right edge of a Merkle tree that grows: all that is needed to append leaves and to know the root.</summary>
public sealed class TreeFrontier
{
    private readonly List<TreeHash> _peaks;

    public TreeFrontier() => _peaks = [];

    /// <summary>Goes on from a tree whose complete subtrees are known, in the order of <see cref="TreeNode.Covering"/>.</summary>
    public TreeFrontier(long size, IEnumerable<TreeHash> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
        _peaks = [.. peaks];
        if (_peaks.Count != BitOperations.PopCount((ulong)size))
            throw new ArgumentException($"A tree of {size} leaves has not {_peaks.Count} peaks.", nameof(peaks));
    }

    public long Size { get; private set; }

    public TreeHash Root => TreeHash.OfPeaks(CollectionsMarshal.AsSpan(_peaks));

    /// <summary>The roots of the complete subtrees, the largest first.</summary>
    public IReadOnlyList<TreeHash> Peaks => [.. _peaks];

    public void Append(TreeHash leaf)
    {
        var root = leaf;
        for (var rest = Size; long.IsOddInteger(rest); rest >>= 1)
        {
            root = TreeHash.OfNode(_peaks[^1], root);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(root);
        Size++;
    }
}
