using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit;

/// <summary>A part of a stream.</summary>
/// <param name="Last">The last version, inclusive.</param>
internal sealed record StreamPart(string Stream, long Last)
{
    /// <summary>The version before the first one.</summary>
    public long After { get; init; }
}

/// <summary>Where a replay ends: what is recorded after it began is left out, so that it ends at all.</summary>
/// <param name="LastVersion">Of the party's stream.</param>
/// <param name="Today">The UTC day by the database's clock.</param>
/// <param name="Blocs">The streams of the blocs that by any membership ever recorded speak for the party.</param>
internal sealed record ReplayBounds(long LastVersion, LocalDate Today, IReadOnlyList<StreamPart> Blocs)
{
    private static readonly string Sql = $$"""
        select p.version, (clock_timestamp() at time zone 'utc')::date, b.streams, b.versions
        from ledger.mt_streams p
          cross join lateral (
            select coalesce(array_agg(s.id), '{}') as streams, coalesce(array_agg(s.version), '{}') as versions
            from ledger.mt_streams s where s.id in (
              select 'party/' || (e.data->>'bloc') from ledger.mt_events e
              where e.stream_id = p.id and e.version <= $2 and e.type = '{{EventNames.All[typeof(MembershipRecorded)]}}'
                and (e.data->>'speaksFor')::boolean)) b
        where p.id = $1
        """;

    /// <param name="to">The last version of the party's stream that is asked for.</param>
    /// <returns>Null where the party isn't recorded.</returns>
    public static Task<ReplayBounds?> ReadAsync(Database database, string party, long to, CancellationToken cancel) => database.FirstAsync(
        Sql,
        row => new ReplayBounds(
            row.GetInt64(0), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1)),
            [.. row.GetFieldValue<string[]>(2).Zip(row.GetFieldValue<long[]>(3), (stream, last) => new StreamPart(stream, last))]),
        cancel, StreamKey.Party(party), to);
}
