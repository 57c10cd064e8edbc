using Marten;
using Npgsql;
using NpgsqlTypes;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Copies events into their streams, with the versions they were decided at and numbers of the ledger's own sequence.</summary>
/// <param name="before">How many events each stream had.</param>
/// <param name="after">How many it has then.</param>
internal sealed class CopiedEvents(
    IDocumentStore store, IReadOnlyList<Appended> events, IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after)
{
    private const string Numbers = "select nextval('ledger.mt_events_sequence') from generate_series(1, $1)";

    private const string NewStreams = """
        insert into ledger.mt_streams (id, type, version) select * from unnest($1::text[], $2::text[], $3::bigint[])
        """;

    private const string LongerStreams = """
        update ledger.mt_streams s set version = n.version, timestamp = clock_timestamp()
        from unnest($1::text[], $2::bigint[]) n(id, version) where s.id = n.id
        """;

    // The time is the database's own (stamp_event).
    private const string Copy = """
        copy ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, correlation_id, headers, user_name, is_archived)
        from stdin (format binary)
        """;

    public async Task WriteAsync(NpgsqlConnection connection)
    {
        string[] touched = [.. events.Select(e => e.Stream).Distinct(StringComparer.Ordinal)];
        string[] begun = [.. touched.Where(stream => before.GetValueOrDefault(stream) == 0)];
        string[] longer = [.. touched.Except(begun, StringComparer.Ordinal)];
        await ExecuteAsync(connection, NewStreams, begun, Array.ConvertAll(begun, TypeOf), Versions(begun));
        await CopyAsync(connection, await NumbersAsync(connection));
        await ExecuteAsync(connection, LongerStreams, longer, Versions(longer));
    }

    private async Task CopyAsync(NpgsqlConnection connection, List<long> numbers)
    {
        var serializer = store.Options.Serializer();
        await using var copy = await connection.BeginBinaryImportAsync(Copy);
        copy.Timeout = TimeSpan.Zero;
        for (var i = 0; i < events.Count; i++)
        {
            var (stream, version, e) = events[i];
            await copy.StartRowAsync();
            await copy.WriteAsync(numbers[i], NpgsqlDbType.Bigint);
            await copy.WriteAsync(e.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(stream, NpgsqlDbType.Varchar);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(serializer.ToJson(e.Data), NpgsqlDbType.Jsonb);
            await copy.WriteAsync(e.EventTypeName, NpgsqlDbType.Varchar);
            await copy.WriteAsync(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
            await WriteAsync(copy, e.CorrelationId);
            await copy.WriteAsync(serializer.ToJson(e.Headers), NpgsqlDbType.Jsonb);
            await WriteAsync(copy, e.UserName);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean);
            e.StreamKey = stream;
            e.Version = version;
        }

        await copy.CompleteAsync();
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? value) =>
        value is null ? copy.WriteNullAsync() : copy.WriteAsync(value, NpgsqlDbType.Varchar);

    private async Task<List<long>> NumbersAsync(NpgsqlConnection connection) =>
        await Database.ListAsync(connection, Numbers, row => row.GetInt64(0), [events.Count], CancellationToken.None);

    private string TypeOf(string stream) => ((Marten.Events.EventGraph)store.Options.Events).AggregateAliasFor(RecordedEvent.StreamType(stream));

    private long[] Versions(string[] streams) => Array.ConvertAll(streams, stream => after[stream]);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
