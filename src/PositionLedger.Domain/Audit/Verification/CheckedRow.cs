using System.Text;
using System.Text.Json;
using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>A line of <c>/audit/rows</c> with all that can be said of it alone: the costly part of its check, for any thread.</summary>
public sealed record CheckedRow
{
    private static readonly EventPlace Nowhere = new(null, null, null, null);

    private CheckedRow(EventPlace place) => Place = place;

    /// <summary>Without a leaf, the event isn't sealed.</summary>
    public EventPlace Place { get; }

    /// <summary>Null where neither the event nor its entry says.</summary>
    public Instant? RecordedAt { get; private init; }

    /// <summary>Whether the line holds a row at all.</summary>
    public bool IsReadable { get; private init; } = true;

    internal byte[] Entry { get; private init; } = [];

    /// <summary>Of the entry, computed; null where there is none.</summary>
    internal TreeHash? Hash { get; private init; }

    /// <summary>What is wrong with the leaf.</summary>
    internal Finding? OfLeaf { get; private init; }

    /// <summary>What is wrong with the event, held against its leaf.</summary>
    internal Finding? OfContent { get; private init; }

    /// <param name="number">Of the line, from 1.</param>
    public static CheckedRow Read(ReadOnlySpan<byte> line, long number)
    {
        if (StoredRow.TryParse(line) is not { } row || (row.Leaf is null && row.Event is null))
            return Unreadable(line, number);
        if (row.Leaf is null)
            return new(PlaceOf(row.Event!, null)) { RecordedAt = row.Event!.RecordedAt };

        var bytes = Encoding.UTF8.GetBytes(row.Entry ?? "");
        var entry = LogEntry.TryParse(bytes);
        var hash = row.Entry is null ? (TreeHash?)null : TreeHash.OfLeaf(bytes);
        var place = row.Event is { } e ? PlaceOf(e, row.Leaf) : new(entry?.EventId, null, null, row.Leaf);
        return new(place)
        {
            RecordedAt = row.Event?.RecordedAt ?? entry?.RecordedAt,
            Entry = bytes,
            Hash = hash,
            OfLeaf = WrongLeaf(row, hash) is { } wrong ? Finding.Failed(wrong, place) : null,
            OfContent = row.Event is null ? null : WrongContent(row.Event, place, entry, row.Salt),
        };
    }

    private static string? WrongLeaf(StoredRow row, TreeHash? hash) =>
        row.Event is null ? "Its leaf is there and the event is not: the event was deleted."
        : hash is null ? "Its leaf has no entry."
        : hash != row.Hash ? "The hash of its leaf is not that of the leaf's entry."
        : null;

    private static Finding? WrongContent(DisclosedEvent e, EventPlace place, LogEntry? entry, ValueList<byte>? salt) =>
        entry is null ? Finding.Failed("Its leaf's entry can't be read.", place)
        : entry.EventId != e.Id ? Finding.Failed($"Its leaf is of another event, {entry.EventId}.", place)
        : entry.RecordedAt != e.RecordedAt ? Finding.Failed(
            $"Its leaf says that it was recorded at {Microseconds.Format(entry.RecordedAt)}, the event at {Microseconds.Format(e.RecordedAt)}.",
            place)
        : salt is null ? Finding.Unchecked("Its salt was erased: what it said when it was sealed can't be told any more.", place)
        : Convert.ToHexStringLower(e.CommitmentBy([.. salt])) != entry.Commitment ? Finding.Failed(
            "It is not what was sealed: its content, its place in the stream or who recorded it was changed.", place)
        : null;

    private static EventPlace PlaceOf(DisclosedEvent e, long? leaf) => new(e.Id, e.Stream, e.Version, leaf);

    // Whatever can be read of it helps to find it.
    private static CheckedRow Unreadable(ReadOnlySpan<byte> line, long number)
    {
        var place = CanonicalJson.TryParse(line) is { ValueKind: JsonValueKind.Object } json
            ? new(
                Guid.TryParse(json.TextOf("id"), out var id) ? id : null,
                json.TextOf("stream"), json.WholeNumberOf("version"), json.WholeNumberOf("leaf"))
            : Nowhere;
        return new(place)
        {
            IsReadable = false,
            OfContent = Finding.Failed($"Line {number} of the rows is not a row of a ledger.", place == Nowhere ? null : place),
        };
    }
}
