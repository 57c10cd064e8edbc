using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Whether rows and leaves belong together one to one.</summary>
internal sealed class RowCheck(Tally tally, TreeCheck tree, SealSequence seals)
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

    /// <summary>Judges what no seal covers: it may have come too late for the seals that were read, or be kept out of them.</summary>
    public void Uncovered(AuditPoint point, EventPlace place, Instant? recordedAt, string what)
    {
        if (seals.Newest is { } newest && recordedAt is { } at && at < newest.SealedAt - Grace)
            tally.Failed(point, $"{what}, though it was recorded at {Microseconds.Format(at)}, before {Words.Lower($"{newest}")}.", place);
        else
            tally.Unchecked(point, $"{what} yet.", place);
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

        tally.Add(AuditPoint.Leaves, row.OfLeaf);
        if (row.Place.Stream is not null)
            TakeEvent(row);
        tree.Take(new(place, row.Hash, row.Entry, row.RecordedAt));
    }

    private void TakeEvent(CheckedRow row)
    {
        tally.Add(AuditPoint.Contents, row.OfContent);
        tally.Add(AuditPoint.Events, IsNew(row.Place) ? null : Twice(row.Place));
        _versions.Take(row.Place);
    }

    private void TakeUnsealed(CheckedRow row)
    {
        Unsealed++;
        if (!IsNew(row.Place))
            tally.Add(AuditPoint.Events, Twice(row.Place));
        else
            Uncovered(AuditPoint.Events, row.Place, row.RecordedAt, "It is not sealed");
        _versions.TakeUnsealed(row.Place);
    }

    private bool IsNew(EventPlace place) => _ids.Add(place.Id!.Value);

    private static Finding Twice(EventPlace place) => Finding.Failed("It is there twice.", place);
}
