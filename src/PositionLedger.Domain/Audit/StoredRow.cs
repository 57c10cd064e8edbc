using System.Buffers;
using System.Text.Json;

namespace PositionLedger.Domain.Audit;

/// <summary>A line of <c>/audit/rows</c>: an event as the database holds it now, and its leaf as the ledger holds it.</summary>
/// <param name="Leaf">The place in the tree; null for what isn't sealed.</param>
/// <param name="Salt">Null where there is none, as after an erasure.</param>
/// <param name="Hash">The leaf's hash, as it is stored.</param>
/// <param name="Entry">What the hash should be of, as it is stored: see <see cref="LogEntry.TryParse"/>.</param>
/// <param name="Event">Null for a leaf whose event isn't there.</param>
public sealed record StoredRow(long? Leaf, ValueList<byte>? Salt, TreeHash? Hash, string? Entry, DisclosedEvent? Event)
{
    /// <returns>The row, or null where the line isn't one. Nothing is said yet about whether its parts belong together.</returns>
    public static StoredRow? TryParse(ReadOnlySpan<byte> line)
    {
        if (CanonicalJson.TryParse(line) is not { ValueKind: JsonValueKind.Object } json)
            return null;

        var leaf = json.WholeNumberOf("leaf");
        var salt = SaltOf(json.TextOf("salt"));
        var hash = TreeHash.TryParse(json.TextOf("hash"));
        var entry = json.TextOf("entry");
        var disclosed = json.Of("id") is null ? null : DisclosedEvent.TryRead(json);
        return IsLost("leaf", leaf) || IsLost("salt", salt) || IsLost("hash", hash) || IsLost("entry", entry) || IsLost("id", disclosed)
            ? null
            : new(leaf, salt, hash, entry, disclosed);

        bool IsLost(string member, object? value) => value is null && json.Of(member) is not null;
    }

    private static ValueList<byte>? SaltOf(string? hex)
    {
        var salt = new byte[DisclosedEvent.SaltLength];
        return hex?.Length == 2 * salt.Length && Convert.FromHexString(hex, salt, out _, out _) == OperationStatus.Done ? [.. salt] : null;
    }
}
