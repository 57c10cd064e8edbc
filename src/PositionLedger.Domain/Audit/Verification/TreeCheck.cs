namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Recomputes the tree leaf by leaf, and compares its root at the size of every seal and of every kept checkpoint.</summary>
internal sealed class TreeCheck(Tally tally, SealSequence seals, TimeCheck times, KeptCheck kept)
{
    private const int SuspectsNamed = 5;

    private readonly LedgerFrontier _tree = new();

    // The leaves that no seal covers, unless one comes that was made while the rows were read.
    private readonly Queue<SealedLeaf> _tail = [];

    // Since the last root that was as it should be; only the first ones.
    private readonly List<EventPlace> _suspects = [];
    private long _trusted;
    private long _size;
    private int _compared;
    private TileWriter? _tiles;
    private TreeHash? _root;

    /// <summary>The place of the next leaf.</summary>
    public long Next => _size + _tail.Count;

    /// <summary>Why no root can be computed any more; null where all can.</summary>
    public string? Broken { get; private set; }

    private TreeHash Root => _root ??= _tree.Root;

    /// <summary>Takes the next leaf; all seals that were read before the rows are there.</summary>
    public void Take(SealedLeaf leaf)
    {
        if (Next >= seals.Size)
            _tail.Enqueue(leaf);
        else
            Grow(leaf);
    }

    /// <summary>Goes on at a later leaf.</summary>
    public void Skip(long next)
    {
        Broken ??= $"{Words.Leaves(Next, next - 1)} of the tree can't be had.";
        _size = next - _tail.Count;
    }

    /// <summary>The tiles that are full, or at the end of the rows those at the right edge.</summary>
    public IReadOnlyList<ExpectedTile> TakeTiles(bool isEnd)
    {
        if (isEnd && Broken is null)
            _tiles?.End();
        var due = _tiles?.TakeDue() ?? [];
        _tiles = isEnd ? null : _tiles;
        return due;
    }

    /// <summary>Begins with the tree of no leaf.</summary>
    /// <returns>Which tiles will be compared.</returns>
    public TileSample Begin()
    {
        var sample = new TileSample(seals.Size, seals.Newest?.Root ?? TreeHash.Empty);
        _tiles = new(sample);
        Compare();
        return sample;
    }

    /// <summary>Ends with all seals that there are.</summary>
    public void End()
    {
        while (_tail.Count > 0 && _size < seals.Size)
            Grow(_tail.Dequeue());
        for (; _compared < seals.Marks.Count; _compared++)
        {
            var mark = seals.Marks[_compared];
            var missing = Words.Events(mark.Size - _size);
            tally.Failed(AuditPoint.Roots, $"{mark} covers more than is there: from leaf {_size} on, {missing} are missing.");
        }

        if (_size < seals.Size)
            tally.Failed(AuditPoint.Leaves, $"{Words.Leaves(_size, seals.Size - 1)} can't be had, and the newest seal covers them.");
        // A leaf is written together with the seal that covers it, and the seals were read once more after the rows.
        foreach (var leaf in _tail)
            tally.Failed(AuditPoint.Events, "It has a leaf that no seal covers.", leaf.Place);
    }

    private void Grow(SealedLeaf leaf)
    {
        times.Take(_size, leaf);
        if (leaf.IsOfEvent)
            tally.Verified(AuditPoint.Events);
        if (leaf.Hash is null)
            Broken ??= $"{Words.Leaves(_size, _size)} of the tree can't be had.";
        if (Broken is null)
        {
            _root = null;
            _tiles?.Append(leaf.Hash!.Value, leaf.Entry);
            _tree.Append(leaf.Hash!.Value, node => _tiles?.Append(node));
        }

        if (_suspects.Count < SuspectsNamed)
            _suspects.Add(leaf.Place);
        _size++;
        Compare();
    }

    private void Compare()
    {
        if (Broken is null && kept.Awaits(_size))
            kept.Take(_size, Root);
        for (; _compared < seals.Marks.Count && seals.Marks[_compared].Size <= _size; _compared++)
            Compare(seals.Marks[_compared]);
    }

    private void Compare(SealMark seal)
    {
        if (Broken is not null)
        {
            tally.Unchecked(AuditPoint.Roots, $"{seal} could not be compared: {Broken}");
        }
        else if (Root == seal.Root)
        {
            tally.Verified(AuditPoint.Roots);
            _suspects.Clear();
            _trusted = _size;
        }
        else
        {
            tally.Add(AuditPoint.Roots, Accuse(seal));
        }
    }

    private Finding Accuse(SealMark seal)
    {
        var count = _size - _trusted;
        if (count == 0)
            return Finding.Failed($"{seal} has another root than the tree of the same leaves had before: the seal was changed.");
        if (count == 1)
            return Finding.Failed($"Its leaf is not what was sealed: {Words.Lower($"{seal}")} has another root.", _suspects[0]);

        var suspects = string.Join("; ", _suspects) + (count > _suspects.Count ? "; …" : "");
        return Finding.Failed($"{seal} has another root than the tree of the leaves: "
            + $"at least one of {Words.Leaves(_trusted, _size - 1)} is not what was sealed ({suspects}).");
    }
}
