using System.Numerics;

namespace PositionLedger.Domain.Audit;

/// <summary>A complete subtree of 2^<paramref name="Level"/> leaves.</summary>
/// <param name="Index">Its place among those of its level, from 0.</param>
public readonly record struct TreeNode(int Level, long Index)
{
    /// <summary>The fewest complete subtrees whose leaves are those from one to before another.</summary>
    /// <returns>From left to right; of all leaves of a tree they are its peaks.</returns>
    public static IReadOnlyList<TreeNode> Covering(long begin, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(begin);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, begin);
        List<TreeNode> nodes = [];
        while (begin < end)
        {
            var level = Math.Min(BitOperations.TrailingZeroCount(begin), BitOperations.Log2((ulong)(end - begin)));
            nodes.Add(new(level, begin >> level));
            begin += 1L << level;
        }

        return nodes;
    }
}
