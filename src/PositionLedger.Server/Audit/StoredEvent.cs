using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit;

/// <summary>Reads events as they are stored, with all that a leaf commits to.</summary>
internal static class StoredEvent
{
    /// <summary>SQL: of an event <c>e</c>.</summary>
    public const string Columns = "e.id, e.stream_id, e.version, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers, e.data";

    /// <param name="first">The first of these columns.</param>
    public static DisclosedEvent Read(NpgsqlDataReader row, int first)
    {
        return new(
            row.GetGuid(first), row.GetString(first + 1), row.GetInt64(first + 2), row.GetString(first + 3),
            Instant.FromDateTimeUtc(row.GetDateTime(first + 4)), Text(first + 5), Text(first + 6),
            row.IsDBNull(first + 7) ? null : Json(first + 7), Json(first + 8));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        JsonElement Json(int column) => JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(column));
    }
}
