using System.Security.Cryptography;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>An event's leaf, before it has its place: the salt that hides it, what the log says of it, and its hash.</summary>
/// <param name="Salt">Null where it is lost.</param>
internal sealed record Leaf(Guid EventId, byte[]? Salt, byte[] Entry, TreeHash Hash)
{
    public static Leaf Of(DisclosedEvent e)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        var entry = e.EntryBy(salt).ToBytes();
        return new(e.Id, salt, entry, TreeHash.OfLeaf(entry));
    }
}
