using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Audit;

/// <summary>A stored event with its metadata, as a replay reads it.</summary>
internal sealed record ReplayedRow(
    long Sequence, string Stream, long Version, Guid Id, string Type, Instant RecordedAt, string? RecordedBy, string? Correlation,
    string? Client, JsonElement Data)
{
    public const string Columns = """
        e.seq_id, e.stream_id, e.version, e.id, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers->>'client', e.data
        """;

    public LedgerEvent Event { get; } = (LedgerEvent)Data.Deserialize(EventNames.TypeOf(Type), WireJson.Stored)!;

    public static ReplayedRow Read(NpgsqlDataReader row)
    {
        return new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetGuid(3), row.GetString(4),
            Instant.FromDateTimeUtc(row.GetDateTime(5)), Text(6), Text(7), Text(8),
            JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(9)));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    public ReplayedEvent With(IReadOnlyList<ReplayedStance> stances) =>
        new(Stream, Version, Id, Type, RecordedAt, RecordedBy, Correlation, Client, Data, stances);
}
