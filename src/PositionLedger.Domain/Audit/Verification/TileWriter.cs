namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Lays a growing tree out in tiles, and hands out those that are to be compared as they fill up.</summary>
internal sealed class TileWriter(TileSample sample)
{
    // Of each level of tiles, the one that isn't full yet.
    private readonly List<List<TreeHash>> _open = [];
    private readonly List<byte[]> _entries = [];
    private long _size;
    private List<ExpectedTile> _due = [];

    /// <summary>Takes a leaf, before the nodes that it completes.</summary>
    public void Append(TreeHash leaf, byte[] entry)
    {
        _entries.Add(entry);
        Add(0, _size++, leaf);
        if (_entries.Count == TileAddress.FullWidth)
            EndBundle();
    }

    public void Append(ClosedNode node) => Add(node.Level, node.Index, node.Hash);

    /// <summary>Ends the tree: what is open makes the partial tiles of its right edge.</summary>
    public void End()
    {
        for (var level = 0; level < _open.Count; level++)
        {
            if (_open[level].Count > 0)
                EndTile(level, (_size >> (TileAddress.Height * level)) / TileAddress.FullWidth);
        }

        if (_entries.Count > 0)
            EndBundle();
    }

    public IReadOnlyList<ExpectedTile> TakeDue()
    {
        var due = _due;
        _due = [];
        return due;
    }

    private void Add(int level, long index, TreeHash hash)
    {
        if (level == _open.Count)
            _open.Add([]);
        _open[level].Add(hash);
        if (_open[level].Count == TileAddress.FullWidth)
            EndTile(level, index / TileAddress.FullWidth);
    }

    private void EndTile(int level, long index)
    {
        var hashes = _open[level];
        Put(new(level, index, hashes.Count), () => [.. hashes.SelectMany(hash => hash.ToArray())]);
        hashes.Clear();
    }

    private void EndBundle()
    {
        Put(new(TileAddress.Entries, (_size - 1) / TileAddress.FullWidth, _entries.Count), () => EntryBundle.Write(_entries));
        _entries.Clear();
    }

    private void Put(TileAddress address, Func<byte[]> content)
    {
        if (sample.Includes(address))
            _due.Add(new(address, content()));
    }
}
