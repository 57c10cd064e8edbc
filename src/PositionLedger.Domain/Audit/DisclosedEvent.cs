using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;

namespace PositionLedger.Domain.Audit;

/// <summary>A whole event as it is stored: what its leaf commits to, and what whoever may see it checks against the leaf.</summary>
/// <remarks>Two of them are the same event where their <see cref="Canonical"/> forms are; the record compares JSON by reference.</remarks>
/// <param name="Version">Its place in the stream, from 1 on.</param>
/// <param name="Type">The name under which it is stored.</param>
public sealed record DisclosedEvent(
    Guid Id,
    string Stream,
    long Version,
    string Type,
    Instant RecordedAt,
    string? RecordedBy,
    string? Correlation,
    JsonElement? Headers,
    JsonElement Body)
{
    public const int SaltLength = 32;

    /// <summary>The event in canonical JSON; what it doesn't have is null there.</summary>
    /// <exception cref="ArgumentException">The event has no canonical form, or its moment has parts of a microsecond.</exception>
    public byte[] Canonical() => new CanonicalWriter()
        .Raw("{\"body\":"u8).Raw(CanonicalJson.Write(Body))
        .Raw(",\"correlation\":"u8).Text(Correlation)
        .Raw(",\"headers\":"u8).Raw(Headers is { } headers ? CanonicalJson.Write(headers) : "null"u8)
        .Raw(",\"id\":"u8).Text(Id.ToString())
        .Raw(",\"recordedAt\":"u8).Text(Microseconds.Format(RecordedAt))
        .Raw(",\"recordedBy\":"u8).Text(RecordedBy)
        .Raw(",\"stream\":"u8).Text(Stream)
        .Raw(",\"type\":"u8).Text(Type)
        .Raw(",\"version\":"u8).Number(Version)
        .Raw("}"u8).ToArray();

    /// <summary>SHA-256 of the salt and the event: without the salt, no guess of the event can be tested.</summary>
    /// <exception cref="ArgumentException">The salt hasn't 32 bytes, or the event has no canonical form.</exception>
    public byte[] CommitmentBy(ReadOnlySpan<byte> salt) => salt.Length == SaltLength
        ? SHA256.HashData([.. salt, .. Canonical()])
        : throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));

    /// <summary>What the event's leaf is the hash of.</summary>
    /// <exception cref="ArgumentException">The salt hasn't 32 bytes, or the event has no canonical form.</exception>
    public LogEntry EntryBy(ReadOnlySpan<byte> salt) => new(Id, RecordedAt, Convert.ToHexStringLower(CommitmentBy(salt)));

    /// <summary>Reads the members of an object that are named as in <see cref="Canonical"/>.</summary>
    /// <returns>The event, or null where one that every event has is missing, or one is of the wrong kind.</returns>
    internal static DisclosedEvent? TryRead(JsonElement json)
    {
        if (!Guid.TryParseExact(json.TextOf("id"), "D", out var id) || json.TextOf("stream") is not { } stream
            || json.WholeNumberOf("version") is not { } version || json.TextOf("type") is not { } type
            || Microseconds.TryParse(json.TextOf("recordedAt")) is not { } recordedAt || json.Of("body") is not { } body
            || IsNoText(json.Of("recordedBy")) || IsNoText(json.Of("correlation")))
        {
            return null;
        }

        return new(id, stream, version, type, recordedAt, json.TextOf("recordedBy"), json.TextOf("correlation"), json.Of("headers"), body);
    }

    private static bool IsNoText(JsonElement? member) => member is { ValueKind: not JsonValueKind.String };
}
