namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Which events the ledger has said to have lost, and whether no others are missing.</summary>
internal sealed class RecoveryCheck
{
    private readonly Tally _tally;
    private readonly Dictionary<RecoveryDeclaration, long> _missing = [];

    /// <param name="notes">In which the ledger says so.</param>
    public RecoveryCheck(Tally tally, TrustedKeys keys, IEnumerable<string> notes)
    {
        _tally = tally;
        foreach (var text in notes)
        {
            if (SignedNote.TryParse(text) is not { } note || RecoveryDeclaration.TryParse(note.Text) is not { } declared)
                tally.Failed(AuditPoint.Recoveries, "What is published as a recovery is none.");
            else if (CheckedSeal.Signature(note, declared.Last.Origin, Words.Of(declared), keys) is { } wrong)
                tally.Add(AuditPoint.Recoveries, wrong);
            else
                _missing[declared] = 0;
        }
    }

    /// <summary>In order.</summary>
    public IEnumerable<RecoveryDeclaration> Declared => _missing.Keys.OrderBy(declared => declared.Held);

    /// <summary>What is to be said of a row's leaf; that its event is missing is excused where it was declared.</summary>
    public Finding? Of(CheckedRow row)
    {
        var (leaf, hasEvent) = (row.Place.Leaf!.Value, row.Place.Stream is not null);
        if (hasEvent || row.OfLeaf is null || _missing.Keys.FirstOrDefault(recovery => recovery.Covers(leaf)) is not { } lost)
            return row.OfLeaf;

        _missing[lost]++;
        return Finding.Unchecked($"The event is lost, as was declared at {Microseconds.Format(lost.RecoveredAt)}: {lost.Reason}", row.Place);
    }

    /// <summary>Ends with all seals that there are.</summary>
    public void Conclude(SealSequence seals)
    {
        foreach (var (declared, missing) in _missing)
        {
            _tally.Add(AuditPoint.Recoveries,
                !seals.Marks.Any(mark => (mark.Size, mark.Root) == (declared.Last.Size, declared.Last.Root))
                    ? Finding.Failed($"{Words.Of(declared)} names a checkpoint that no seal is of.")
                : missing != declared.Lost
                    ? Finding.Failed($"{Words.Of(declared)} speaks of {Words.Events(declared.Lost)}, and {missing} are missing there.")
                : null);
        }
    }
}
