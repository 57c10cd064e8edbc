using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Audit;

/// <summary>A stored event with its metadata, as a replay reads it.</summary>
/// <param name="Leaf">Its place in the ledger; null where it wasn't sealed when the replay began.</param>
internal sealed record ReplayedRow(
    long? Leaf, long Sequence, string Stream, long Version, Guid Id, string Type, Instant RecordedAt, string? RecordedBy, string? Correlation,
    string? Client, JsonElement Data)
{
    /// <summary>In order of the ledger; those without a place come last, as they will.</summary>
    public const string Order = "leaf nulls last, e.seq_id";

    public LedgerEvent Event { get; } = (LedgerEvent)Data.Deserialize(EventNames.TypeOf(Type), WireJson.Stored)!;

    /// <param name="size">How many events were sealed when the replay began.</param>
    public static string Columns(string size) => $"""
        (select l.leaf_index from ledger.leaf l where l.event_id = e.id and l.leaf_index < {size}) as leaf,
        e.seq_id, e.stream_id, e.version, e.id, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers->>'client', e.data
        """;

    public static ReplayedRow Read(NpgsqlDataReader row)
    {
        return new(row.IsDBNull(0) ? null : row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetGuid(4), row.GetString(5),
            Instant.FromDateTimeUtc(row.GetDateTime(6)), Text(7), Text(8), Text(9),
            JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(10)));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    public bool IsBefore(ReplayedRow other) =>
        (Leaf ?? long.MaxValue, Sequence).CompareTo((other.Leaf ?? long.MaxValue, other.Sequence)) < 0;

    public ReplayedEvent With(IReadOnlyList<ReplayedStance> stances) =>
        new(Leaf, Stream, Version, Id, Type, RecordedAt, RecordedBy, Correlation, Client, Data, stances);
}
