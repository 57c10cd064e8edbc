using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>Parties, negotiations, issues and sources as they are now; memberships and the grades of sources as they were recorded.</summary>
/// <param name="schema">Where the tables are: those that answer questions, or the shadow ones of a replay.</param>
public sealed class ReferenceDataProjection(string schema = MartenStore.Schema) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var e in events)
        {
            if (e.Data is MembershipRecorded)
                operations.QueueSqlCommand(CloseMembership, e.Id, e.Id);
            if (Row(e) is { } row)
                operations.QueueSqlCommand(row.Sql, row.Values);
        }

        return Task.CompletedTask;
    }

    private (string Sql, object[] Values)? Row(IEvent e) => e.Data switch
    {
        PartyOpened x => ($"insert into {schema}.party (id, name, kind, aliases, opened_name, opened_aliases) values (?, ?, ?, ?, ?, ?)",
            [x.Id, x.Name, Words.Of(x.Kind), x.Aliases.ToArray(), x.Name, x.Aliases.ToArray()]),
        PartyRenamed x => ($"update {schema}.party set name = ?, aliases = ? where id = ?",
            [x.Name, x.Aliases.ToArray(), StreamKey.IdOf(e.StreamKey!)]),
        MembershipRecorded => (PutMembership, [e.Id]),
        SuccessionRecorded => (PutSuccession, [e.Id]),
        NegotiationOpened x => ($"""
            with opened as (
              insert into {schema}.negotiation (id, title) values (?, ?) on conflict (id) do update set title = excluded.title)
            {InsertRounds("true", "jsonb_array_elements(e.data->'rounds')")} on conflict (negotiation, id) do update set opened_with = true
            """, [x.Id, x.Title, e.Id]),
        RoundAdded => (InsertRounds("false", "lateral (select e.data->'round')"), [e.Id]),
        IssueRegistered x => ($"""
            with known as (insert into {schema}.negotiation (id) values (?) on conflict do nothing)
            insert into {schema}.issue (id, negotiation, title, proposition, parent) values (?, ?, ?, ?, ?)
            """, [x.Negotiation, x.Id, x.Negotiation, x.Title, x.Proposition, x.Parent ?? (object)DBNull.Value]),
        SourceRegistered x => ($"""
            with registered as (
              insert into {schema}.source (id, name, kind, registered_reliability, reliability, version) values (?, ?, ?, ?, ?, 1) returning id)
            {InsertGrade}
            """, [x.Id, x.Name, x.Kind ?? (object)DBNull.Value, Words.Of(x.Reliability), Words.Of(x.Reliability), e.Id]),
        SourceGraded x => ($"""
            with graded as (update {schema}.source set reliability = ?, version = version + 1 where id = ? returning id, version),
              noted as (insert into {schema}.regrade (source, version) select id, version from graded
                on conflict (source) do update set version = excluded.version, passes = 0, next_pass = excluded.next_pass)
            {InsertGrade}
            """, [Words.Of(x.Reliability), StreamKey.IdOf(e.StreamKey!), e.Id]),
        _ => null,
    };

    // The version and the time are read back from the stored event: only the database knows them.
    private string InsertGrade => $"""
        insert into {schema}.source_grade (opened_by, source, version, reliability, reason, recorded_at)
        select e.id, substr(e.stream_id, 8), e.version, e.data->>'reliability', e.data->>'reason', e.timestamp
        from ledger.mt_events e where e.id = ?
        """;

    // Days are taken from the stored event too: as parameters, the first and the last day there is would become infinite.
    private string PutMembership => $"""
        insert into {schema}.membership (party, bloc, from_day, until_day, speaks_for, opened_by)
        select substr(e.stream_id, 7), e.data->>'bloc', (e.data->>'from')::date, (e.data->>'until')::date, (e.data->>'speaksFor')::boolean, e.id
        from ledger.mt_events e where e.id = ?
        """;

    // Another one of the same bloc and first day takes its place.
    private string CloseMembership => $"""
        update {schema}.membership m set closed_by = ? from ledger.mt_events e
        where e.id = ? and m.party = substr(e.stream_id, 7) and m.bloc = e.data->>'bloc' and m.from_day = (e.data->>'from')::date
          and m.closed_by is null
        """;

    private string PutSuccession => $"""
        insert into {schema}.succession (party, successor, kind, on_day, opened_by)
        select substr(e.stream_id, 7), e.data->>'to', e.data->>'kind', (e.data->>'on')::date, e.id
        from ledger.mt_events e where e.id = ?
        on conflict (party, successor) do update set kind = excluded.kind, on_day = excluded.on_day, opened_by = excluded.opened_by
        """;

    private string InsertRounds(string openedWith, string rounds) => $"""
        insert into {schema}.negotiation_round (negotiation, id, title, from_day, until_day, venue, opened_with)
        select substr(e.stream_id, 13), r->>'id', r->>'title', (r->>'from')::date, (r->>'until')::date, r->>'venue', {openedWith}
        from ledger.mt_events e, {rounds} as x(r) where e.id = ?
        """;
}
