using System.Security.Cryptography;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>An event's leaf, before it has its place: the salt that hides it, what the log says of it, and its hash.</summary>
/// <param name="Salt">Null where it is lost.</param>
internal sealed record Leaf(Guid EventId, byte[]? Salt, byte[] Entry, TreeHash Hash)
{
    private const int SaltLength = 32;

    public static Leaf[] Of(IReadOnlyList<DisclosedEvent> events)
    {
        // All at once: asking the system for each salt takes longer than hashing an event.
        var salts = RandomNumberGenerator.GetBytes(SaltLength * events.Count);
        return [.. events.Select((e, i) => Of(e, salts.AsSpan(SaltLength * i, SaltLength).ToArray()))];
    }

    private static Leaf Of(DisclosedEvent e, byte[] salt)
    {
        var entry = e.EntryBy(salt).ToBytes();
        return new(e.Id, salt, entry, TreeHash.OfLeaf(entry));
    }
}
