using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>The events about a party on an issue, as revisions are read off them.</summary>
internal static class CellChanges
{
    // Of the party's statements and those of the blocs that were ever said to speak for it, and of the sources of their reports. In the
    // order of their places; those that have none yet come last, as they will.
    public static string Sql(Knowledge known) => $"""
        with joined as (
          select e.* from ledger.mt_events e where e.stream_id = 'party/' || $1 and e.type = 'membership.recorded.v1'
            and exists (select from ledger.membership m where m.party = $1) and {IsKnown(known)}),
        version as (
          select v.opened_by, v.sources from ledger.statement_version v where v.issue = $2 and {known.Opened("v", "$3")}
            and v.party in (select $1 union all select j.data ->> 'bloc' from joined j where (j.data ->> 'speaksFor')::boolean))
        select e.id, e.timestamp, e.stream_id, e.type, e.data, {Knowledge.PlaceOf("e.id")} as place from (
          select e.* from version v cross join lateral (select * from ledger.mt_events e where e.id = v.opened_by limit 1) e
          union all
          select * from joined
          union all
          select e.* from (select distinct 'source/' || s as stream from version v, unnest(v.sources) s) s
            join ledger.mt_events e on e.stream_id = s.stream where {IsKnown(known)}) e
        order by place nulls last, e.seq_id
        """;

    public static Task<IReadOnlyList<Revision>> RevisionsAsync(Snapshot snapshot, CellId cell, Policy policy, Knowledge known) =>
        RevisionsAsync(snapshot, cell, policy, known, new Knowledge(0));

    /// <summary>The revisions by which one knowledge became the other.</summary>
    public static async Task<IReadOnlyList<Revision>> RevisionsAsync(
        Snapshot snapshot, CellId cell, Policy policy, Knowledge known, Knowledge since)
    {
        var changes = await snapshot.ListAsync(Sql(known), Read, cell.Party, cell.Issue, known.Limit);
        var later = changes.Where(change => !(change.Place < since.Limit)).Select(change => change.Change.Event).ToHashSet();
        return [.. Revisions.Of(cell.Party, changes.Select(change => change.Change), policy).Where(revision => later.Contains(revision.Event))];
    }

    private static string IsKnown(Knowledge known) => known.IsNow ? "true" : $"{Knowledge.PlaceOf("e.id")} < $3";

    private static (RecordedChange Change, long? Place) Read(NpgsqlDataReader row) => (new(
        row.GetGuid(0), Instant.FromDateTimeUtc(row.GetDateTime(1)), row.GetString(2),
        (LedgerEvent)JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(4), EventNames.TypeOf(row.GetString(3)), WireJson.Stored)!),
        row.IsDBNull(5) ? null : row.GetInt64(5));
}
