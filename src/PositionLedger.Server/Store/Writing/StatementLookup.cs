using System.Text.Json;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Statements, looked up by id and by key.</summary>
/// <remarks>
/// The limits keep the planner to one look into an index for each item: a join, planned while the table was still small, would
/// read all of it.
/// </remarks>
internal static class StatementLookup
{
    /// <summary>What was first recorded under a key, and the statement as it stands.</summary>
    public static void AskKeys(LookupQuery query, StatementKey[] keys, Action<StatementKey, KeyHolder, Statement> found)
    {
        if (keys.Length == 0)
            return;

        query.Ask($"""
            select k.party, k.key, f.body, {StatementRow.Columns}
            from unnest($1::text[], $2::text[]) as k(party, key)
              cross join lateral (
                select * from ledger.statement_version r where r.party = k.party and r.key = k.key and r.revision = 1 limit 1) f
              cross join lateral (
                select * from ledger.statement_version c where c.statement_id = f.statement_id and c.closed_by is null limit 1) v
            """,
            row =>
            {
                var statement = StatementRow.Read(row, 3);
                var first = JsonSerializer.Deserialize<StatementBody>(row.GetFieldValue<byte[]>(2), WireJson.Stored)!;
                found(new(row.GetString(0), row.GetString(1)), new(statement.Id, first), statement);
            },
            keys.Select(k => k.Party).ToArray(), keys.Select(k => k.Key).ToArray());
    }

    /// <summary>The statements themselves and those they refer to.</summary>
    public static void AskStatements(LookupQuery query, Guid[] ids, Action<Statement> found) => query.AskForEach(ids, $"""
        select {StatementRow.Columns}
        from (select unnest($1::uuid[]) as id
          union select (r.body->>'refersTo')::uuid from unnest($1::uuid[]) as a(id)
            cross join lateral (select * from ledger.statement_version r where r.statement_id = a.id and r.revision = 1 limit 1) r) n
          cross join lateral (select * from ledger.statement_version c where c.statement_id = n.id and c.closed_by is null limit 1) v
        """, row => found(StatementRow.Read(row, 0)));
}
