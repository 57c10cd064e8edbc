using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>Parties, issues and sources as they are now, and the grades of sources over time.</summary>
public sealed class ReferenceDataProjection : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var e in events)
        {
            if (Row(e) is { } row)
                operations.QueueSqlCommand(row.Sql, row.Values);
        }

        return Task.CompletedTask;
    }

    private static (string Sql, object[] Values)? Row(IEvent e) => e.Data switch
    {
        PartyOpened x => ("insert into ledger.party (id, name, kind, aliases, opened_name, opened_aliases) values (?, ?, ?, ?, ?, ?)",
            [x.Id, x.Name, Words.Of(x.Kind), x.Aliases.ToArray(), x.Name, x.Aliases.ToArray()]),
        PartyRenamed x => ("update ledger.party set name = ?, aliases = ? where id = ?",
            [x.Name, x.Aliases.ToArray(), StreamKey.IdOf(e.StreamKey!)]),
        IssueRegistered x => ("insert into ledger.issue (id, negotiation, title, proposition, parent) values (?, ?, ?, ?, ?)",
            [x.Id, x.Negotiation, x.Title, x.Proposition, x.Parent ?? (object)DBNull.Value]),
        SourceRegistered x => ($"""
            with registered as (
              insert into ledger.source (id, name, kind, registered_reliability, reliability, version) values (?, ?, ?, ?, ?, 1) returning id)
            {InsertGrade}
            """, [x.Id, x.Name, x.Kind ?? (object)DBNull.Value, Words.Of(x.Reliability), Words.Of(x.Reliability), e.Id]),
        SourceGraded x => ($"""
            with graded as (update ledger.source set reliability = ?, version = version + 1 where id = ? returning id, version),
              noted as (insert into ledger.regrade (source, version) select id, version from graded
                on conflict (source) do update set version = excluded.version, passes = 0, next_pass = excluded.next_pass)
            {InsertGrade}
            """, [Words.Of(x.Reliability), StreamKey.IdOf(e.StreamKey!), e.Id]),
        _ => null,
    };

    // The version and the time are read back from the stored event: only the database knows them.
    private const string InsertGrade = """
        insert into ledger.source_grade (opened_by, source, version, reliability, reason, recorded_at)
        select e.id, substr(e.stream_id, 8), e.version, e.data->>'reliability', e.data->>'reason', e.timestamp
        from ledger.mt_events e where e.id = ?
        """;
}
