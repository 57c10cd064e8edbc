using System.Buffers;
using System.Text.Json;
using NodaTime;

namespace PositionLedger.Domain.Audit;

/// <summary>What a leaf of the tree is the hash of: which event was recorded when, and a commitment that shows nothing else of it.</summary>
/// <param name="Commitment">SHA-256 of salt and event, in 64 small hexadecimal digits.</param>
public sealed record LogEntry(Guid EventId, Instant RecordedAt, string Commitment)
{
    private const int CommitmentLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>As it is hashed and published: canonical JSON.</summary>
    /// <exception cref="ArgumentException">The moment isn't one of whole microseconds.</exception>
    public byte[] ToBytes() => new CanonicalWriter()
        .Raw("{\"commitment\":"u8).Text(Commitment)
        .Raw(",\"event\":"u8).Text(EventId.ToString())
        .Raw(",\"recordedAt\":"u8).Text(Microseconds.Format(RecordedAt))
        .Raw(",\"v\":1}"u8).ToArray();

    /// <returns>The entry, or null for anything but what <see cref="ToBytes"/> gives, byte by byte.</returns>
    public static LogEntry? TryParse(ReadOnlySpan<byte> bytes) =>
        CanonicalJson.TryParse(bytes) is { ValueKind: JsonValueKind.Object } json
        && json.TextOf("commitment") is { Length: CommitmentLength } commitment && !commitment.AsSpan().ContainsAnyExcept(HexDigits)
        && Guid.TryParseExact(json.TextOf("event"), "D", out var id) && Microseconds.TryParse(json.TextOf("recordedAt")) is { } recordedAt
        && new LogEntry(id, recordedAt, commitment) is var entry && bytes.SequenceEqual(entry.ToBytes()) ? entry : null;
}
