using Npgsql;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Exports;

/// <summary>A statement as it stands at a size of the ledger, as a row of a table.</summary>
/// <param name="RefersTo">The key of the statement that it refers to, or its id where it has none; null where it refers to none.</param>
internal sealed record StandingStatement(Statement Statement, string? Key, string? RefersTo)
{
    private static readonly string ById = $"""
        select {StatementRow.Columns}, v.key, null::text
        from unnest($1::uuid[]) a(id)
          cross join lateral (select * from ledger.statement_version v
            where v.statement_id = a.id and {new Knowledge(0).Standing("v", "$2")} limit 1) v
        """;

    private static readonly string Page = $"""
        select {StatementRow.Columns}, v.key, coalesce(t.key, v.body->>'refersTo')
        from unnest($1::bigint[]) p(leaf)
          cross join lateral (select * from ledger.leaf l where l.leaf_index = p.leaf limit 1) l
          cross join lateral (select * from ledger.mt_events e
            where e.id = l.event_id and e.type = '{EventNames.All[typeof(StatementRecorded)]}' limit 1) e
          cross join lateral (select * from ledger.statement_version v
            where v.statement_id = (e.data->>'id')::uuid and {new Knowledge(0).Standing("v", "$2")} and not v.retracted limit 1) v
          left join lateral (select t.key from ledger.statement_version t
            where t.statement_id = (v.body->>'refersTo')::uuid and t.revision = 1 limit 1) t on true
        order by p.leaf
        """;

    /// <summary>The first report that stands; one always does.</summary>
    public Report Report { get; } = Statement.Body.StandingReports.First();

    /// <summary>Those recorded by the events at these places, without those that stand retracted.</summary>
    public static Task<List<StandingStatement>> ReadAsync(Database database, long[] leaves, long size, CancellationToken cancel) =>
        database.ListAsync(Page, Read, cancel, leaves, size);

    /// <summary>Those with these ids.</summary>
    public static Task<List<StandingStatement>> ReadAsync(Snapshot snapshot, IEnumerable<Guid> ids, long size) =>
        snapshot.ListAsync(ById, Read, ids.Distinct().ToArray(), size);

    private static StandingStatement Read(NpgsqlDataReader row) =>
        new(StatementRow.Read(row, 0), row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7));
}
