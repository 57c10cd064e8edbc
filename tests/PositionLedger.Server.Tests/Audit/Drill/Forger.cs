using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Tests.Audit.Drill;

/// <summary>Makes a leaf anew of an event that was edited, with its own salt: as far as somebody gets who has no key.</summary>
internal static class Forger
{
    public static async Task ResealAsync(string database, int leaf)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var entry = (await ReadAsync(connection, leaf)).ToBytes();
        await using var command = new NpgsqlCommand("update ledger.leaf set entry = $1, hash = $2 where leaf_index = $3", connection);
        command.Parameters.Add(new() { Value = entry });
        command.Parameters.Add(new() { Value = TreeHash.OfLeaf(entry).ToArray() });
        command.Parameters.Add(new() { Value = (long)leaf });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<LogEntry> ReadAsync(NpgsqlConnection connection, int leaf)
    {
        await using var command = new NpgsqlCommand("""
            select e.id, e.stream_id, e.version, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers::text, e.data::text, s.salt
            from ledger.leaf l join ledger.mt_events e on e.id = l.event_id join ledger.event_salt s on s.event_id = e.id where l.leaf_index = $1
            """, connection);
        command.Parameters.Add(new() { Value = (long)leaf });
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        return new DisclosedEvent(
            row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetString(3), Instant.FromDateTimeUtc(row.GetDateTime(4)),
            Text(5), Text(6), Text(7) is { } headers ? JsonElement.Parse(headers) : null, JsonElement.Parse(row.GetString(8))).EntryBy(row.GetFieldValue<byte[]>(9));

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
