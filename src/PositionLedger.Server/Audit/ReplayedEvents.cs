using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Audit;

/// <summary>Where a replay ends: what is recorded after it began is left out, so that it ends at all.</summary>
/// <param name="LastVersion">Of the party's stream.</param>
/// <param name="Today">The UTC day by the database's clock.</param>
internal sealed record ReplayBounds(long LastVersion, LocalDate Today)
{
    public static Task<ReplayBounds?> ReadAsync(Database database, string party, CancellationToken cancel) => database.FirstAsync(
        "select version, (clock_timestamp() at time zone 'utc')::date from ledger.mt_streams where id = $1",
        row => new ReplayBounds(row.GetInt64(0), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1))), cancel, StreamKey.Party(party));
}

/// <summary>A party's events in order, with the grades of its sources in their places; read in pages, so that no slow reader holds a transaction.</summary>
internal static class ReplayedEvents
{
    private const int PageSize = 500;

    private const string Columns = """
        e.seq_id, e.stream_id, e.version, e.id, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers->>'client', e.data
        """;

    public static async IAsyncEnumerable<ReplayedEvent> ReadAsync(
        Database database, string party, ReplayBounds bounds, (long From, long To) range, PartyReplay replay,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var stream = StreamKey.Party(party);
        var grades = new Queue<Row>(await GradesAsync(database, party, cancel));
        var (isWithin, last) = (range.From <= 1, 0L);
        while (last < bounds.LastVersion)
        {
            var page = await database.ListAsync($"""
                select {Columns} from ledger.mt_events e where e.stream_id = $1 and e.version > $2 and e.version <= $3
                order by e.version limit {PageSize}
                """, Row.Read, cancel, stream, last, bounds.LastVersion);
            foreach (var row in page)
            {
                while (grades.TryPeek(out var grade) && grade.Sequence < row.Sequence)
                {
                    if (Step(grades.Dequeue(), replay) is { Stances.Count: > 0 } graded && isWithin)
                        yield return graded;
                }

                if (row.Version > range.To)
                    yield break;
                var replayed = Step(row, replay);
                isWithin = row.Version >= range.From;
                if (isWithin)
                    yield return replayed;
            }

            last = page[^1].Version;
        }

        while (range.To >= bounds.LastVersion && grades.TryDequeue(out var grade))
        {
            if (Step(grade, replay) is { Stances.Count: > 0 } graded && isWithin)
                yield return graded;
        }
    }

    private static ReplayedEvent Step(Row row, PartyReplay replay)
    {
        var fact = (LedgerEvent)row.Data.Deserialize(EventNames.TypeOf(row.Type), WireJson.Stored)!;
        return new(row.Stream, row.Version, row.Id, row.Type, row.RecordedAt, row.RecordedBy, row.Correlation, row.Client, row.Data,
            replay.Apply(row.Stream, row.Version, fact));
    }

    // All events of the sources that the party's statements cite: a handful each.
    private static Task<List<Row>> GradesAsync(Database database, string party, CancellationToken cancel) => database.ListAsync($"""
        select {Columns} from ledger.mt_events e
        where e.stream_id in (select distinct 'source/' || s from ledger.statement_version v, unnest(v.sources) s where v.party = $1)
        order by e.seq_id
        """, Row.Read, cancel, party);

    private sealed record Row(
        long Sequence, string Stream, long Version, Guid Id, string Type, Instant RecordedAt, string? RecordedBy, string? Correlation,
        string? Client, JsonElement Data)
    {
        public static Row Read(NpgsqlDataReader row)
        {
            return new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetGuid(3), row.GetString(4),
                Instant.FromDateTimeUtc(row.GetDateTime(5)), Text(6), Text(7), Text(8),
                JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(9)));

            string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        }
    }
}
