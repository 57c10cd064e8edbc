namespace PositionLedger.Domain.Audit;

/// <summary>The right edge of the ledger's tree, with every complete subtree of 256, 256², … leaves told as it closes.</summary>
/// <remarks>Its state is at most 255 hashes a level, whatever the tree's size.</remarks>
public sealed class LedgerFrontier
{
    // The nodes of each level that have no complete parent yet.
    private readonly List<TreeFrontier> _levels = [];

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>The root of a tree of these leaves (RFC 6962); of no leaf, the hash of nothing.</summary>
    public TreeHash Root
    {
        get
        {
            TreeHash? root = null;
            // From the right: a lower level's nodes come after a higher one's.
            foreach (var peak in _levels.SelectMany(level => level.Peaks.Reverse()))
                root = root is { } right ? TreeHash.OfNode(peak, right) : peak;
            return root ?? TreeHash.Empty;
        }
    }

    /// <summary>The edge of a tree of <paramref name="size"/> leaves.</summary>
    /// <param name="nodes">Of each level from the leaves up, the nodes that have no complete parent yet, left to right.</param>
    /// <exception cref="ArgumentException">They aren't as many as such a tree has.</exception>
    public static LedgerFrontier Of(long size, IReadOnlyList<IReadOnlyList<TreeHash>> nodes)
    {
        var frontier = new LedgerFrontier { Size = size };
        var left = size;
        foreach (var level in nodes)
        {
            if (level.Count != left % TileAddress.FullWidth)
                throw new ArgumentException($"A tree of {size} leaves has {left % TileAddress.FullWidth} open nodes on level {frontier._levels.Count}, not {level.Count}.", nameof(nodes));
            frontier._levels.Add(new());
            foreach (var node in level)
                frontier._levels[^1].Append(node);
            left /= TileAddress.FullWidth;
        }

        return left == 0 ? frontier : throw new ArgumentException($"A tree of {size} leaves has more than {nodes.Count} levels.", nameof(nodes));
    }

    /// <summary>How many levels the edge of a tree of so many leaves has.</summary>
    public static int LevelsOf(long size) => size == 0 ? 0 : 1 + LevelsOf(size / TileAddress.FullWidth);

    /// <summary>Appends a leaf, and tells the subtrees that it completes, the lowest first.</summary>
    public void Append(TreeHash leaf, Action<ClosedNode> closed)
    {
        var (hash, index) = (leaf, Size++);
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count)
                _levels.Add(new());
            _levels[level].Append(hash);
            if (_levels[level].Size < TileAddress.FullWidth)
                return;

            (hash, index) = (_levels[level].Root, index / TileAddress.FullWidth);
            _levels[level] = new();
            closed(new(level + 1, index, hash));
        }
    }
}

/// <summary>The root of a complete subtree of 256^<paramref name="Level"/> leaves.</summary>
/// <param name="Index">Its place among those of its level, from 0.</param>
public readonly record struct ClosedNode(int Level, long Index, TreeHash Hash);
