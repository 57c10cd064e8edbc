using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

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
/// <param name="Today">The UTC day by the database's clock; by an earlier knowledge that on which it was sealed, which stays the same.</param>
/// <param name="Blocs">The streams of the blocs that by any membership known speak for the party.</param>
/// <param name="Ledger">What is sealed after the replay began counts as not sealed, so that it doesn't change its place meanwhile.</param>
internal sealed record ReplayBounds(long LastVersion, LocalDate Today, IReadOnlyList<StreamPart> Blocs, LedgerPosition Ledger)
{
    /// <summary>Whether only what was sealed counts, as by an earlier knowledge.</summary>
    public required bool EndsWhereSealed { get; init; }

    /// <param name="to">The last version of the party's stream that is asked for.</param>
    /// <returns>Null where the party isn't on record.</returns>
    public static Task<ReplayBounds?> ReadAsync(Database database, string party, long to, Knowledge known, CancellationToken cancel) =>
        database.InOneStateAsync(async snapshot =>
        {
            var ledger = await LedgerPosition.ReadAsync(snapshot, known);
            return (await snapshot.ListAsync(
                Sql(known),
                row => new ReplayBounds(
                    row.GetInt64(0), known.IsNow ? LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1)) : ledger.SealedAt!.Value.InUtc().Date,
                    [.. row.GetFieldValue<string[]>(2).Zip(row.GetFieldValue<long[]>(3), (stream, last) => new StreamPart(stream, last))], ledger)
                {
                    EndsWhereSealed = !known.IsNow,
                },
                StreamKey.Party(party), to, known.Limit)).FirstOrDefault();
        }, cancel);

    private static string Sql(Knowledge known) => $$"""
        select {{Last(known, "p")}}, (clock_timestamp() at time zone 'utc')::date, b.streams, b.versions
        from ledger.mt_streams p
          cross join lateral (
            select coalesce(array_agg(s.id), '{}') as streams, coalesce(array_agg({{Last(known, "s")}}), '{}') as versions
            from ledger.mt_streams s where {{known.Begun("s.id", "$3")}} and s.id in (
              select 'party/' || (e.data->>'bloc') from ledger.mt_events e
              where e.stream_id = p.id and e.version <= $2 and e.type = '{{EventNames.All[typeof(MembershipRecorded)]}}'
                and (e.data->>'speaksFor')::boolean and {{(known.IsNow ? "true" : $"{Knowledge.PlaceOf("e.id")} < $3")}})) b
        where p.id = $1 and {{known.Begun("p.id", "$3")}}
        """;

    // Within a stream, places follow versions.
    private static string Last(Knowledge known, string stream) => known.IsNow
        ? $"{stream}.version"
        : $"(select e.version from ledger.mt_events e where e.stream_id = {stream}.id and {Knowledge.PlaceOf("e.id")} < $3 order by e.version desc limit 1)";
}
