namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Recomputes a ledger from what its server answers, trusting nothing but the keys, and says what is as it should be.</summary>
/// <remarks>
/// It is fed in this order: every seal, every row, then the seals and the checkpoint that were there after the rows. What it keeps is
/// the versions of the streams, the ids of the events and a few words on every seal.
/// </remarks>
public sealed class LedgerCheck
{
    private readonly Tally _tally;
    private readonly TrustedKeys _keys;
    private readonly SealSequence _seals;
    private readonly KeptCheck _kept;
    private readonly TimeCheck _times;
    private readonly TreeCheck _tree;
    private readonly RowCheck _rows;
    private readonly RecoveryCheck _recoveries;

    // Any of them was the newest one at some time since the rows were begun.
    private readonly List<Checkpoint> _current = [];
    private bool _hasBegun;
    private bool _comparesAllTiles;
    private string? _published;

    /// <param name="kept">What the auditor kept of earlier states.</param>
    /// <param name="recoveries">The notes in which the ledger says which events it has lost.</param>
    /// <param name="limit">How many findings of a kind the report lists.</param>
    public LedgerCheck(TrustedKeys keys, IReadOnlyList<KeptCheckpoint> kept, IReadOnlyList<string> recoveries, int limit = 10)
    {
        _keys = keys;
        _tally = new(limit);
        _seals = new(_tally, keys);
        _kept = new(_tally, keys, kept);
        _times = new(_tally, _seals, limit);
        _tree = new(_tally, _seals, _times, _kept);
        _recoveries = new(_tally, keys, recoveries);
        _rows = new(_tally, _tree, _seals, _recoveries);
        foreach (var finding in keys.Findings)
            _tally.Add(AuditPoint.Keys, finding);
    }

    /// <summary>How many leaves the seals cover that were read before the rows.</summary>
    public long Size => _seals.Size;

    /// <summary>Takes the next seal, the earliest first.</summary>
    public void Take(CheckedSeal seal)
    {
        _seals.Take(seal, _hasBegun ? _tree.Next : long.MaxValue);
        if (!_hasBegun)
            _current.Clear();
        if (seal.Seal is { } read)
            _current.Add(read.Checkpoint);
    }

    /// <summary>Takes the next row, in the order of the leaves.</summary>
    public void Take(CheckedRow row)
    {
        Begin();
        _rows.Take(row);
    }

    /// <summary>The tiles that were completed since the last time, to be fetched and compared.</summary>
    /// <param name="isEnd">All rows were taken.</param>
    public IReadOnlyList<ExpectedTile> TakeTiles(bool isEnd)
    {
        Begin();
        return _tree.TakeTiles(isEnd);
    }

    /// <param name="published">Null where the server has no such tile.</param>
    public void Compare(ExpectedTile tile, byte[]? published) => _tally.Add(AuditPoint.Tiles, tile.Compare(published));

    /// <summary>Takes the checkpoint that is published now.</summary>
    /// <param name="note">Null where there is none.</param>
    public void TakeCheckpoint(string? note)
    {
        var finding = OfCheckpoint(note);
        _tally.Add(AuditPoint.Checkpoint, finding);
        _published = finding is null ? note : null;
    }

    /// <summary>Ends the check.</summary>
    public VerificationReport Report()
    {
        Begin();
        _tree.End();
        if (_tree.Broken is { } broken)
            _tally.Unchecked(AuditPoint.Tiles, $"The tiles could not all be compared: {broken}");
        _kept.Conclude(_seals, _tree.Broken);
        _recoveries.Conclude(_seals);
        var newest = _seals.Newest;
        return new(
            _keys.Origin, _seals.Size, newest?.Root, newest?.SealedAt, _keys.Held, _keys.Shown, _rows.Unsealed, [.. _tally.Points],
            _times.Late, _times.Longest, _comparesAllTiles, _published)
        {
            Epochs = _keys.Epochs,
            Recoveries = [.. _recoveries.Declared],
        };
    }

    private void Begin()
    {
        if (_hasBegun)
            return;

        _hasBegun = true;
        _comparesAllTiles = _tree.Begin().IsWhole;
    }

    private Finding? OfCheckpoint(string? text)
    {
        if (text is null)
        {
            return _current.Count == 0
                ? Finding.Unchecked("Nothing was sealed yet.")
                : Finding.Failed("There are seals, and no checkpoint is published.");
        }

        if (SignedNote.TryParse(text) is not { } note || Checkpoint.TryParse(note.Text) is not { } checkpoint)
            return Finding.Failed("What is published as checkpoint is none.");

        return _current.Contains(checkpoint)
            ? CheckedSeal.Signature(note, checkpoint.Origin, "The published checkpoint", _keys)
            : Finding.Failed($"The published checkpoint, of {Words.Events(checkpoint.Size)}, is not that of the newest seal.");
    }
}
