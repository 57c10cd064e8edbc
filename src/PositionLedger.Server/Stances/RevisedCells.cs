using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>The parties on issues of which something was recorded between two knowledges.</summary>
internal static class RevisedCells
{
    // The newest events are those behind the last sealed one of their stream, and no stream has more of them than there are in all.
    private const string Unsealed = """
        union all
        select e.* from ledger.mt_streams s
          cross join lateral (select * from ledger.mt_events t where t.stream_id = s.id and t.version = s.version limit 1) t
          cross join lateral (select * from ledger.mt_events e where e.stream_id = s.id and e.version > s.version - $4 offset 0) e
        where not exists (select from ledger.leaf l where l.event_id = t.id offset 0)
          and not exists (select from ledger.leaf l where l.event_id = e.id offset 0)
        """;

    // What concerns a bloc concerns those for whom it ever spoke; a membership concerns all that is on record of its party.
    private static string Sql(Knowledge known, bool hasUnsealed) => $"""
        with recorded as materialized (
            select e.* from ledger.leaf l cross join lateral (select * from ledger.mt_events e where e.id = l.event_id limit 1) e
            where l.leaf_index >= $1 and l.leaf_index < $2
            {(hasUnsealed ? Unsealed : "")}),
          said as (
            select v.party, v.issue from recorded r cross join lateral (
              select * from ledger.statement_version v
              where v.statement_id = coalesce(r.data ->> 'id', r.data ->> 'statement')::uuid and v.revision = 1 limit 1) v
            where r.type ~ '^(statement|report|condition)\.'
            union
            select c.party, c.issue from recorded r join ledger.stance_cell c on substr(r.stream_id, 8) = any(c.sources)
            where r.stream_id like 'source/%' and exists (
              select from ledger.statement_version v where v.party = c.party and v.issue = c.issue
                and substr(r.stream_id, 8) = any(v.sources) and {known.Opened("v", "$2")} offset 0)),
          concerned as (
            select party, issue from said
            union
            select m.party, s.issue from said s
              cross join lateral (select * from ledger.membership m where m.bloc = s.party and m.speaks_for and {known.Opened("m", "$2")} offset 0) m
            union
            select p.party, c.issue
            from (select distinct substr(r.stream_id, 7) as party from recorded r where r.type = 'membership.recorded.v1') p
              join ledger.stance_cell c on c.party = p.party
                or c.party in (select m.bloc from ledger.membership m where m.party = p.party and m.speaks_for and {known.Opened("m", "$2")})
            where {known.OnRecord("c", "$2")})
        select c.party, c.issue from concerned c join ledger.issue i on i.id = c.issue where $3 = '' or i.negotiation = $3
        order by c.party, c.issue
        """;

    /// <param name="unsealed">How many events are recorded and not sealed.</param>
    public static async Task<IReadOnlyList<CellId>> ReadAsync(Snapshot snapshot, ComparedViews views, Knowledge since, long unsealed) =>
        await snapshot.ListAsync(Sql(views.Known, unsealed > 0), row => new CellId(row.GetString(0), row.GetString(1)),
            since.Limit, views.Known.Limit, views.Negotiation, unsealed);
}
