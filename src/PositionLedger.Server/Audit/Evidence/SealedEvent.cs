using System.Text;
using System.Text.Json;
using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>An event that has its place in the log.</summary>
/// <param name="Entry">What its leaf is the hash of.</param>
/// <param name="Salt">Null where it was erased: then nobody can be shown any more that the entry is of this event.</param>
internal sealed record SealedEvent(long Leaf, byte[] Entry, byte[]? Salt, DisclosedEvent Event)
{
    public LedgerEvent Fact { get; } = (LedgerEvent)Event.Body.Deserialize(EventNames.TypeOf(Event.Type), WireJson.Stored)!;

    /// <summary>The event with its salt, in canonical JSON: what whoever may see it checks against the entry.</summary>
    public byte[]? Disclosure => Salt is null
        ? null
        : [.. "{\"event\":"u8, .. Event.Canonical(), .. Encoding.ASCII.GetBytes($",\"salt\":\"{Convert.ToHexStringLower(Salt)}\"}}")];
}
