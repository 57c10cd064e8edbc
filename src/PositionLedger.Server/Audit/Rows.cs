using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Npgsql;
using PositionLedger.Server.Http;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>An event as it is stored, beside its leaf: what an auditor recomputes the tree from.</summary>
/// <param name="Leaf">Its place in the log; null while it isn't sealed.</param>
/// <param name="Hash">The leaf's hash as it is stored, in base64.</param>
/// <param name="Entry">What the hash is of, canonical JSON.</param>
/// <param name="Salt">What hides the event in its entry, in hexadecimal; null where it was erased.</param>
/// <param name="Id">Null, like all that follows, where a leaf's event is missing.</param>
/// <param name="RecordedAt">Always with six decimals.</param>
public sealed record AuditRow(
    long? Leaf, string? Hash, string? Entry, string? Salt, Guid? Id, string? Stream, long? Version, string? Type, string? RecordedAt, string? RecordedBy,
    string? Correlation, JsonElement? Headers, JsonElement? Body);

/// <summary>The stored rows as they stand, streamed: the sealed ones in the order of their leaves, then those that aren't sealed.</summary>
public static class RowsEndpoint
{
    private const int PageSize = 2_000;

    // A page is one state of the database; what is sealed while it is read comes in a later page.
    private static readonly string Sealed = $"""
        select l.leaf_index, l.hash, l.entry, s.salt, {StoredEvent.Columns}
        from ledger.leaf l
          left join ledger.mt_events e on e.id = l.event_id
          left join ledger.event_salt s on s.event_id = l.event_id
        where l.leaf_index >= $1 order by l.leaf_index limit {PageSize}
        """;

    private static readonly string Unsealed = $"""
        select null::bigint, null::bytea, null::bytea, null::bytea, {StoredEvent.Columns}
        from ledger.mt_events e where not exists (select from ledger.leaf l where l.event_id = e.id) order by e.seq_id
        """;

    [WolverineGet("/api/v1/audit/rows")]
    [Takes("fromLeaf", "The first place in the log to answer from; 0 where it is left out.")]
    [Answers(200, typeof(AuditRow), NdjsonBody.ContentType), Refuses(400)]
    [EndpointSummary("Every stored event beside its leaf, one to a line, for an auditor to recompute the log from")]
    public static IResult Get(HttpContext http, NpgsqlDataSource source, CancellationToken cancel)
    {
        var fields = new Fields();
        var first = WholeNumber.Read(fields, http, "fromLeaf") ?? 0;
        return fields.Problem ?? Results.Stream(body => WriteAsync(body, source, first, cancel), NdjsonBody.ContentType);
    }

    private static async Task WriteAsync(Stream body, NpgsqlDataSource source, long first, CancellationToken cancel)
    {
        var output = PipeWriter.Create(body, new(leaveOpen: true));
        await using var connection = await source.OpenConnectionAsync(cancel);
        for (long? next = first; next is { } from;)
            next = await WriteAsync(output, connection, Sealed, from, cancel);
        await WriteAsync(output, connection, Unsealed, null, cancel);
        await output.CompleteAsync();
    }

    /// <returns>Where the next page begins; null where this was the last one.</returns>
    private static async Task<long?> WriteAsync(PipeWriter output, NpgsqlConnection connection, string sql, long? from, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (from is { } first)
            command.Parameters.Add(new() { Value = first });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var (count, last) = (0, from);
        using var json = new Utf8JsonWriter(output, new() { SkipValidation = true });
        while (await reader.ReadAsync(cancel))
        {
            Write(json, reader);
            json.Flush();
            json.Reset();
            output.Write("\n"u8);
            (count, last) = (count + 1, reader.IsDBNull(0) ? null : reader.GetInt64(0));
            if (output.UnflushedBytes > 65_536)
                await output.FlushAsync(cancel);
        }

        await output.FlushAsync(cancel);
        return count == PageSize && from is not null ? last + 1 : null;
    }

    private static void Write(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        json.WriteStartObject();
        WriteOptional(json, "leaf", row, 0, column => json.WriteNumberValue(row.GetInt64(column)));
        WriteOptional(json, "hash", row, 1, column => json.WriteBase64StringValue(row.GetFieldValue<byte[]>(column)));
        WriteOptional(json, "entry", row, 2, column => json.WriteStringValue(row.GetFieldValue<byte[]>(column)));
        WriteOptional(json, "salt", row, 3, column => json.WriteStringValue(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column))));
        WriteOptional(json, "id", row, 4, column => json.WriteStringValue(row.GetGuid(column)));
        WriteOptional(json, "stream", row, 5, column => json.WriteStringValue(row.GetString(column)));
        WriteOptional(json, "version", row, 6, column => json.WriteNumberValue(row.GetInt64(column)));
        WriteOptional(json, "type", row, 7, column => json.WriteStringValue(row.GetString(column)));
        WriteOptional(json, "recordedAt", row, 8, column => json.WriteStringValue(Microseconds(row.GetDateTime(column))));
        WriteOptional(json, "recordedBy", row, 9, column => json.WriteStringValue(row.GetString(column)));
        WriteOptional(json, "correlation", row, 10, column => json.WriteStringValue(row.GetString(column)));
        WriteOptional(json, "headers", row, 11, column => json.WriteRawValue(row.GetFieldValue<byte[]>(column), skipInputValidation: true));
        WriteOptional(json, "body", row, 12, column => json.WriteRawValue(row.GetFieldValue<byte[]>(column), skipInputValidation: true));
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, NpgsqlDataReader row, int column, Action<int> write)
    {
        json.WritePropertyName(name);
        if (row.IsDBNull(column))
            json.WriteNullValue();
        else
            write(column);
    }

    private static string Microseconds(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
