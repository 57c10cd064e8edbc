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

/// <summary>Where a replay ends: what is recorded after it began is left out, so that it ends at all.</summary>
/// <param name="LastVersion">Of the party's stream.</param>
/// <param name="Today">The UTC day by the database's clock.</param>
internal sealed record ReplayBounds(long LastVersion, LocalDate Today)
{
    public static Task<ReplayBounds?> ReadAsync(Database database, string party, CancellationToken cancel) => database.FirstAsync(
        "select version, (clock_timestamp() at time zone 'utc')::date from ledger.mt_streams where id = $1",
        row => new ReplayBounds(row.GetInt64(0), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1))), cancel, StreamKey.Party(party));
}
