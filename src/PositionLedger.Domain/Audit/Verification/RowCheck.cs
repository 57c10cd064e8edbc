using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Whether rows and leaves belong together one to one.</summary>
internal sealed class RowCheck(Tally tally, TreeCheck tree, SealSequence seals, RecoveryCheck recoveries)
{
    /// <summary>An event is sealed so much later than it is recorded at most, unless the sealer stands still.</summary>
    public static readonly Duration Grace = Duration.FromSeconds(5);

    private readonly HashSet<Guid> _ids = [];
    private readonly VersionCheck _versions = new(tally);

    /// <summary>How many events had no leaf.</summary>
    public long Unsealed { get; private set; }

    public void Take(CheckedRow row)
    {
        if (!row.IsReadable)
            tally.Add(AuditPoint.Contents, row.OfContent);
        else if (row.Place.Leaf is { } leaf)
            TakeSealed(row, leaf);
        else
            TakeUnsealed(row);
    }

    private void TakeSealed(CheckedRow row, long leaf)
    {
        var place = row.Place;
        if (leaf < tree.Next)
        {
            tally.Failed(AuditPoint.Leaves, "Its leaf comes twice, or out of its order.", place);
            return;
        }

        if (leaf > tree.Next)
        {
            tally.Failed(AuditPoint.Leaves, $"{Words.Leaves(tree.Next, leaf - 1)} before it can't be had.", place);
            tree.Skip(leaf);
        }

        tally.Add(AuditPoint.Leaves, recoveries.Of(row));
        tree.Take(new(place, place.Stream is not null && IsEvent(row), row.Hash, row.Entry, row.RecordedAt));
    }

    private bool IsEvent(CheckedRow row)
    {
        tally.Add(AuditPoint.Contents, row.OfContent);
        _versions.Take(row.Place);
        return IsNew(row.Place);
    }

    private void TakeUnsealed(CheckedRow row)
    {
        Unsealed++;
        _versions.TakeUnsealed(row.Place);
        if (!IsNew(row.Place))
            return;

        if (seals.Newest is { } newest && row.RecordedAt is { } at && at < newest.SealedAt - Grace)
        {
            var times = $"recorded at {Microseconds.Format(at)}, before {Words.Lower($"{newest}")}";
            tally.Failed(AuditPoint.Events, $"It is not sealed, though it was {times}.", row.Place);
        }
        else
        {
            tally.Unchecked(AuditPoint.Events, "It is not sealed yet.", row.Place);
        }
    }

    private bool IsNew(EventPlace place)
    {
        var isNew = _ids.Add(place.Id!.Value);
        if (!isNew)
            tally.Failed(AuditPoint.Events, "It is there twice.", place);
        return isNew;
    }
}
