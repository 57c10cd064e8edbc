using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Evidence;

/// <summary>The sealed events that a stance rests on, in the order of their leaves.</summary>
internal static class CellEvents
{
    // All that was ever said on the issue by the party and by blocs that any membership lets speak for it, and every amendment of that;
    // all memberships of the party; all that was recorded of the sources of the reports; and by what the party, these blocs and the
    // issue were put on record.
    private static readonly string Sql = $"""
        with membership as (
            select e.id, e.data ->> 'bloc' as bloc, (e.data ->> 'speaksFor')::boolean as speaks from ledger.mt_events e
            where e.stream_id = 'party/' || $1 and e.type = 'membership.recorded.v1'
              and (select l.leaf_index from ledger.leaf l where l.event_id = e.id) < $3),
          speaker as (select $1 as party union select bloc from membership where speaks),
          version as (
            select v.opened_by, v.sources from speaker p
              cross join lateral (select * from ledger.statement_version v where v.party = p.party and v.issue = $2 offset 0) v
            where (select l.leaf_index from ledger.leaf l where l.event_id = v.opened_by) < $3),
          begun as (select 'party/' || party as stream from speaker union all select 'issue/' || $2),
          cited as (select distinct 'source/' || s as stream from version v, unnest(v.sources) s),
          evidence as (
            select opened_by as id from version
            union all select id from membership
            union all select e.id from begun b cross join lateral (
              select * from ledger.mt_events e where e.stream_id = b.stream and e.version = 1 limit 1) e
            union all select e.id from cited c cross join lateral (select * from ledger.mt_events e where e.stream_id = c.stream offset 0) e)
        select l.leaf_index, l.entry, s.salt, {StoredEvent.Columns} from evidence
          join ledger.leaf l on l.event_id = evidence.id
          join ledger.mt_events e on e.id = evidence.id
          left join ledger.event_salt s on s.event_id = evidence.id
        where l.leaf_index < $3 order by l.leaf_index limit $4
        """;

    /// <param name="size">Only events with a place before this one count.</param>
    /// <param name="limit">How many to read at most.</param>
    public static Task<List<SealedEvent>> ReadAsync(Snapshot snapshot, string party, string issue, long size, int limit) => snapshot.ListAsync(
        Sql,
        row => new SealedEvent(
            row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2), StoredEvent.Read(row, 3)),
        party, issue, size, limit);
}
