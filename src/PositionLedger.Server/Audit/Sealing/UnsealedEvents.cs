using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The committed events that have no leaf, of one state of the database, with what is needed to seal them.</summary>
/// <param name="Events">In the order in which they get their leaves.</param>
/// <param name="Recorded">How many events the streams count in the same state.</param>
/// <param name="Looked">Up to which sequence number none was left out.</param>
internal sealed record UnsealedEvents(IReadOnlyList<DisclosedEvent> Events, long Recorded, Instant Now, long Looked)
{
    /// <summary>How many are read at once; the rest of a transaction that would be cut comes with them.</summary>
    public const int Limit = 20_000;

    /// <summary>Whether there may be more.</summary>
    public bool IsFull => Events.Count >= Limit;

    private const string Unsealed = $"""
        select e.seq_id, e.xmin::text, {StoredEvent.Columns}
        from ledger.mt_events e
        where e.seq_id > $1 and not exists (select from ledger.leaf l where l.event_id = e.id)
        """;

    private static readonly string First = $"{Unsealed} order by e.seq_id limit {Limit}";

    private const string RestOfTransactions = $"{Unsealed} and e.xmin::text = any($2) order by e.seq_id";

    /// <param name="floor">All up to this sequence number are sealed, but for those of transactions that took long to commit.</param>
    public static async Task<UnsealedEvents> ReadAsync(NpgsqlConnection connection, long floor, CancellationToken cancel)
    {
        var rows = new List<Row>();
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 0,
            BatchCommands =
            {
                new(First) { Parameters = { new() { Value = floor } } },
                new("""
                    select coalesce(sum(version), 0)::bigint, clock_timestamp(), (select coalesce(max(seq_id), 0) from ledger.mt_events)
                    from ledger.mt_streams
                    """),
            },
        };
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                rows.Add(Read(reader));
            await reader.NextResultAsync(cancel);
            await reader.ReadAsync(cancel);
            var (recorded, now) = (reader.GetInt64(0), Instant.FromDateTimeUtc(reader.GetDateTime(1)));
            if (rows.Count < Limit)
                return Of(rows, recorded, now, reader.GetInt64(2));

            await reader.CloseAsync();
            var looked = rows[^1].Sequence;
            await AddRestAsync(connection, rows, cancel);
            return Of(rows, recorded, now, looked);
        }
    }

    // A checkpoint never falls into the middle of a transaction.
    private static async Task AddRestAsync(NpgsqlConnection connection, List<Row> rows, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(RestOfTransactions, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = rows[^1].Sequence });
        command.Parameters.Add(new() { Value = rows.Select(row => row.Transaction).Distinct(StringComparer.Ordinal).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            rows.Add(Read(reader));
    }

    private static UnsealedEvents Of(List<Row> rows, long recorded, Instant now, long looked) =>
        new(InStreamOrder([.. rows.Select(row => row.Event)]), recorded, now, looked);

    // Within a stream, leaves follow versions whatever the sequence says: an event gives its place to an earlier one of its stream.
    private static DisclosedEvent[] InStreamOrder(DisclosedEvent[] events)
    {
        var byVersion = events.GroupBy(e => e.Stream, StringComparer.Ordinal)
            .ToDictionary(stream => stream.Key, stream => new Queue<DisclosedEvent>(stream.OrderBy(e => e.Version)), StringComparer.Ordinal);
        return Array.ConvertAll(events, e => byVersion[e.Stream].Dequeue());
    }

    private static Row Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1), StoredEvent.Read(row, 2));

    private sealed record Row(long Sequence, string Transaction, DisclosedEvent Event);
}
