using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>One row per statement and amendment: the whole statement, from the event that opened the row to the one that closed it.</summary>
/// <remarks>
/// The rows are written by SQL that reads the stored events, after they were appended and in the same transaction, so that
/// they carry the database's time and the stream's version. How an amendment changes a statement is decided by
/// <see cref="Statement.Evolve"/> alone. The limits keep the planner to one look into an index for each event (WriteBatch.Connect).
/// </remarks>
/// <param name="schema">Where the table is: the one that answers questions, or the shadow one of a replay.</param>
public sealed class StatementVersionsProjection(string schema = MartenStore.Schema) : IProjection
{
    /// <summary>SQL: whether the event <c>d</c> records a statement of one day, whose row SQL alone can write (<see cref="InsertPlain"/>).</summary>
    public const string IsPlain = "(d.type = 'statement.recorded.v1' and d.data->'body'->>'saidOn' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')";

    /// <summary>SQL: writes the rows of all plain events that a condition on <c>d</c> chooses, which is many times quicker than one by one.</summary>
    public string InsertPlain(string condition) => $"""
        insert into {schema}.{Recorded}
        select {RecordedValues("d", "(d.data->'body'->>'saidOn')::date", "(d.data->'body'->>'saidOn')::date")}
        from ledger.mt_events d where {IsPlain} and {condition}
        """;

    private const string Recorded = """
        statement_version (statement_id, revision, party, issue, key, joint, ordinal, retracted, earliest, latest,
          sources, body, recorded_at, opened_by)
        """;

    private static string RecordedValues(string e, string earliest, string latest) => $"""
        ({e}.data->>'id')::uuid, 1, substr({e}.stream_id, 7), {e}.data->'body'->>'issue', {e}.data->>'key', {e}.data->'joint', {e}.version, false,
          {earliest}, {latest}, array(select r->>'source' from jsonb_array_elements({e}.data->'body'->'reports') r), {e}.data->'body', {e}.timestamp, {e}.id
        """;

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var recorded = events.Where(e => e.Data is StatementRecorded).ToArray();
        if (recorded.Length > 0)
            InsertRecorded(operations, recorded);

        var amended = events.Where(e => e.Data is StatementAmendment).ToArray();
        if (amended.Length > 0)
            InsertAmended(operations, await AmendedRows.FoldAsync((IQuerySession)operations, schema, recorded, amended, cancellation));
    }

    private void InsertRecorded(IDocumentOperations operations, IEvent[] recorded)
    {
        var days = recorded.Select(e => ((StatementRecorded)e.Data).Body.SaidOn).ToArray();
        operations.QueueSqlCommand($"""
            insert into {schema}.{Recorded}
            select {RecordedValues("e", "n.earliest", "n.latest")}
            from unnest(?::uuid[], ?::date[], ?::date[]) as n(id, earliest, latest)
              cross join lateral (select * from ledger.mt_events s where s.id = n.id limit 1) e
            """,
            recorded.Select(e => e.Id).ToArray(),
            days.Select(Days.Earliest).ToArray(),
            days.Select(Days.Latest).ToArray());
    }

    private void InsertAmended(IDocumentOperations operations, IReadOnlyList<AmendedRow> rows)
    {
        operations.QueueSqlCommand($"""
            insert into {schema}.statement_version (statement_id, revision, party, issue, key, joint, ordinal, retracted, look_alike, earliest, latest,
              sources, body, recorded_at, opened_by)
            select v.statement_id, n.revision, v.party, v.issue, v.key, v.joint, v.ordinal,
              n.retracted, case when n.retracted then n.look_alike end, n.earliest, n.latest,
              array(select r->>'source' from jsonb_array_elements(n.body->'reports') r), n.body, e.timestamp, e.id
            from unnest(?::uuid[], ?::uuid[], ?::int[], ?::boolean[], ?::bigint[], ?::date[], ?::date[], ?::jsonb[])
                as n(id, statement_id, revision, retracted, look_alike, earliest, latest, body)
              cross join lateral (select * from ledger.mt_events s where s.id = n.id limit 1) e
              cross join lateral (select * from {schema}.statement_version r where r.statement_id = n.statement_id and r.revision = 1 limit 1) v
            """,
            rows.Select(r => r.EventId).ToArray(),
            rows.Select(r => r.Statement.Id).ToArray(),
            rows.Select(r => r.Statement.Revision).ToArray(),
            rows.Select(r => r.Statement.Retracted).ToArray(),
            rows.Select(r => r.Statement.Retracted ? LookAlikeDigest.Of(LookAlike.Of(r.Statement)) : 0).ToArray(),
            rows.Select(r => Days.Earliest(r.Statement.Body.SaidOn)).ToArray(),
            rows.Select(r => Days.Latest(r.Statement.Body.SaidOn)).ToArray(),
            rows.Select(r => r.Body).ToArray());

        operations.QueueSqlCommand($"""
            update {schema}.statement_version v set closed_by = n.id
            from unnest(?::uuid[], ?::uuid[], ?::int[]) as n(id, statement_id, revision)
            where v.statement_id = n.statement_id and v.revision = n.revision - 1
            """,
            rows.Select(r => r.EventId).ToArray(),
            rows.Select(r => r.Statement.Id).ToArray(),
            rows.Select(r => r.Statement.Revision).ToArray());
    }
}
