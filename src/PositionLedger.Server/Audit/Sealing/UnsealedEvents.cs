using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The committed events that have no leaf, of one state of the database, with what is needed to seal them.</summary>
/// <param name="Events">In the order in which they get their leaves.</param>
/// <param name="Numbers">Their numbers of the sequence, ascending.</param>
/// <param name="Looked">Up to which number none was left out.</param>
/// <param name="Recorded">How many events the streams count in the same state.</param>
internal sealed record UnsealedEvents(IReadOnlyList<DisclosedEvent> Events, List<long> Numbers, long Looked, long Recorded, Instant Now)
{
    /// <summary>How many are read at once; the rest of a transaction that would be cut comes with them.</summary>
    public const int Limit = 20_000;

    /// <summary>Whether there may be more.</summary>
    public bool IsFull => Events.Count >= Limit;

    // "not exists" would be a join, and its plan, while the tables grow quickly, one that reads every leaf there is.
    private const string HasNoLeaf = "(select true from ledger.leaf l where l.event_id = e.id) is null";

    private const string Columns = $"e.seq_id, e.xmin::text, {StoredEvent.Columns}";

    private const string Unsealed = $"select {Columns} from ledger.mt_events e where e.seq_id > $1 and {HasNoLeaf}";

    private const string RestOfTransactions = $"{Unsealed} and e.xmin::text = any($2) order by e.seq_id";

    private static readonly string Above = $"{Unsealed} order by e.seq_id limit {Limit}";

    private static readonly string Below = $"""
        select {Columns} from unnest($1::bigint[], $2::bigint[]) gap(first, last)
          cross join lateral (select e.xmin, e.* from ledger.mt_events e where e.seq_id between gap.first and gap.last offset 0) e
        where {HasNoLeaf} order by e.seq_id limit {Limit}
        """;

    private const string State = """
        select coalesce(sum(version), 0)::bigint, clock_timestamp(), (select coalesce(max(seq_id), 0) from ledger.mt_events) from ledger.mt_streams
        """;

    /// <param name="gaps">Where to look; everywhere, where nothing is known yet.</param>
    public static async Task<UnsealedEvents> ReadAsync(NpgsqlConnection connection, SequenceGaps gaps, CancellationToken cancel)
    {
        var rows = new List<Row>();
        var (looked, recorded, now) = (0L, 0L, Instant.MinValue);
        await using (var batch = Questions(connection, gaps))
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            await AddAsync(reader, rows, cancel);
            var below = rows.Count;
            await reader.NextResultAsync(cancel);
            await AddAsync(reader, rows, cancel);
            await reader.NextResultAsync(cancel);
            await reader.ReadAsync(cancel);
            (recorded, now) = (reader.GetInt64(0), Instant.FromDateTimeUtc(reader.GetDateTime(1)));
            looked = rows.Count - below < Limit ? reader.GetInt64(2) : rows[^1].Number;
        }

        // A checkpoint never falls into the middle of a transaction.
        if (rows.Count >= Limit)
            await AddRestAsync(connection, rows, looked, cancel);
        return new(InStreamOrder([.. rows.Select(row => row.Event)]), [.. rows.Select(row => row.Number)], looked, recorded, now);
    }

    private static NpgsqlBatch Questions(NpgsqlConnection connection, SequenceGaps gaps) => new(connection)
    {
        Timeout = 0,
        BatchCommands =
        {
            new(Below)
            {
                Parameters = { new() { Value = gaps.Open.Select(gap => gap.First).ToArray() }, new() { Value = gaps.Open.Select(gap => gap.Last).ToArray() } },
            },
            new(Above) { Parameters = { new() { Value = gaps.Highest } } },
            new(State),
        },
    };

    private static async Task AddRestAsync(NpgsqlConnection connection, List<Row> rows, long after, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(RestOfTransactions, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = rows.Select(row => row.Transaction).Distinct(StringComparer.Ordinal).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await AddAsync(reader, rows, cancel);
    }

    // Within a stream, leaves follow versions whatever the sequence says: an event gives its place to an earlier one of its stream.
    private static DisclosedEvent[] InStreamOrder(DisclosedEvent[] events)
    {
        var byVersion = events.GroupBy(e => e.Stream, StringComparer.Ordinal)
            .ToDictionary(stream => stream.Key, stream => new Queue<DisclosedEvent>(stream.OrderBy(e => e.Version)), StringComparer.Ordinal);
        return Array.ConvertAll(events, e => byVersion[e.Stream].Dequeue());
    }

    private static async Task AddAsync(NpgsqlDataReader reader, List<Row> rows, CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel))
            rows.Add(new(reader.GetInt64(0), reader.GetString(1), StoredEvent.Read(reader, 2)));
    }

    private sealed record Row(long Number, string Transaction, DisclosedEvent Event);
}
