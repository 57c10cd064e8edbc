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
    /// <summary>The statement versions on record.</summary>
    public const string Recorded = $"{MartenStore.Schema}.statement_version";

    /// <summary>What was first recorded under a key, and the statement as it stands.</summary>
    public static void AskKeys(LookupQuery query, string table, StatementKey[] keys, Action<StatementKey, KeyHolder, Statement> found)
    {
        if (keys.Length == 0)
            return;

        query.Ask($"""
            select k.party, k.key, f.body, {StatementRow.ColumnsWithJoint}
            from unnest($1::text[], $2::text[]) as k(party, key)
              cross join lateral (
                select * from {table} r where r.party = k.party and r.key = k.key and r.revision = 1 limit 1) f
              cross join lateral (
                select * from {table} c where c.statement_id = f.statement_id and c.closed_by is null limit 1) v
            """,
            row =>
            {
                var statement = StatementRow.ReadWithJoint(row, 3);
                var first = JsonSerializer.Deserialize<StatementBody>(row.GetFieldValue<byte[]>(2), WireJson.Stored)!;
                found(new(row.GetString(0), row.GetString(1)), new(statement.Id, first), statement);
            },
            keys.Select(k => k.Party).ToArray(), keys.Select(k => k.Key).ToArray());
    }

    /// <summary>The statements themselves with their copies, and those that they and the copies refer to.</summary>
    public static void AskStatements(LookupQuery query, string table, Guid[] ids, Action<Statement> found) => query.AskForEach(ids, $"""
        select {StatementRow.ColumnsWithJoint}
        from (
          with given as (
            select r.* from unnest($1::uuid[]) as a(id)
              cross join lateral (select * from {table} r where r.statement_id = a.id and r.revision = 1 limit 1) r),
          copies as (
            select r.* from given g cross join lateral jsonb_array_elements(g.joint) j
              cross join lateral (
                select * from {table} r where r.statement_id = (j->>'statement')::uuid and r.revision = 1 limit 1) r)
          select statement_id as id from given union select (body->>'refersTo')::uuid from given
            union select statement_id from copies union select (body->>'refersTo')::uuid from copies) n
          cross join lateral (select * from {table} c where c.statement_id = n.id and c.closed_by is null limit 1) v
        """, row => found(StatementRow.ReadWithJoint(row, 0)));

    /// <summary>What stands retracted and has the digest of one of these; the domain looks whether it is alike.</summary>
    /// <remarks>Not joined, so that the planner looks into the index for each.</remarks>
    public static void AskLookAlikes(LookupQuery query, string table, LookAlike[] lookAlikes, Action<Statement> found) =>
        query.AskForEach(lookAlikes.Select(LookAlikeDigest.Of).ToArray(), $"""
            select {StatementRow.ColumnsWithJoint}
            from unnest($1::bigint[]) as n(digest) cross join lateral (
              select * from {table} c where c.look_alike = n.digest and c.retracted and c.closed_by is null offset 0) v
            """, row => found(StatementRow.ReadWithJoint(row, 0)));
}
