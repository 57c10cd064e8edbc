using System.Text.Json;
using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Stances;

/// <summary>The events about a party on an issue, as revisions are read off them.</summary>
internal static class CellChanges
{
    // Of the party's statements and those of the blocs that were ever said to speak for it, and of the sources of their reports.
    // Between streams, order is that of the sequence numbers, which for writes at the same moment need not be that of their commits.
    public const string Sql = """
        with joined as (
          select e.* from ledger.mt_events e where e.stream_id = 'party/' || $1 and e.type = 'membership.recorded.v1'
            and exists (select from ledger.membership m where m.party = $1)),
        version as (
          select v.opened_by, v.sources from ledger.statement_version v where v.issue = $2
            and v.party in (select $1 union all select j.data ->> 'bloc' from joined j where (j.data ->> 'speaksFor')::boolean))
        select e.id, e.timestamp, e.stream_id, e.type, e.data from (
          select e.* from version v cross join lateral (select * from ledger.mt_events e where e.id = v.opened_by limit 1) e
          union all
          select * from joined
          union all
          select e.* from (select distinct 'source/' || s as stream from version v, unnest(v.sources) s) s
            join ledger.mt_events e on e.stream_id = s.stream) e
        order by e.seq_id
        """;

    public static async Task<IReadOnlyList<Revision>> RevisionsAsync(Snapshot snapshot, CellId cell, Policy policy)
    {
        return Revisions.Of(cell.Party, await snapshot.ListAsync(Sql, Read, cell.Party, cell.Issue), policy);
    }

    private static RecordedChange Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), Instant.FromDateTimeUtc(row.GetDateTime(1)), row.GetString(2),
        (LedgerEvent)JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(4), EventNames.TypeOf(row.GetString(3)), WireJson.Stored)!);
}
