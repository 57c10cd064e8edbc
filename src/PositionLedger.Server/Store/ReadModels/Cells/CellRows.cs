using Npgsql;
using PositionLedger.Domain.Stances;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>Writes cells that were derived anew, all in one round trip.</summary>
internal sealed class CellRows(IReadOnlyList<DerivedCell> cells, string schema)
{
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        Cells(batch, [.. cells.Where(cell => cell.IsNew)]);
        Clear(batch, [.. cells.Where(cell => cell.HasTail)]);
        EarlierVoices(batch, [.. cells.Where(cell => cell.IsResumed && (cell.HasTail || cell.EarlierVoicesUntil is not null))]);
        Periods(batch, [.. cells.SelectMany(cell => cell.Periods, (cell, period) => (cell, period))]);
        Voices(batch, [.. cells.SelectMany(cell => cell.Voices, (cell, voice) => (cell, voice))]);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancel);
    }

    // Sources are slugs, so a blank parts them.
    private void Cells(NpgsqlBatch batch, DerivedCell[] rows) => Add(batch, rows.Length, $"""
        insert into {schema}.stance_cell (party, issue, sources, grades, kept, plain)
        select party, issue, string_to_array(sources, ' '), grades, kept, plain
        from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::boolean[]) as n(party, issue, sources, grades, kept, plain)
        on conflict (party, issue) do update set
          sources = excluded.sources, grades = excluded.grades, kept = excluded.kept, plain = excluded.plain
        """,
        [
            rows.Select(x => x.Party).ToArray(), rows.Select(x => x.Issue).ToArray(),
            rows.Select(x => string.Join(' ', x.Sources.Ids)).ToArray(), rows.Select(x => x.Sources.Grades).ToArray(),
            rows.Select(x => x.IsKept).ToArray(), rows.Select(x => x.IsPlain).ToArray(),
        ]);

    private void Clear(NpgsqlBatch batch, DerivedCell[] rows)
    {
        Array[] values =
        [
            rows.Select(x => x.Party).ToArray(), rows.Select(x => x.Issue).ToArray(), rows.Select(x => Days.Of(x.From)).ToArray(),
            rows.Select(x => x.IsResumed).ToArray(),
        ];
        Add(batch, rows.Length, $"""
            delete from {schema}.stance_period p using unnest($1::text[], $2::text[], $3::date[]) as n(party, issue, from_day)
            where p.party = n.party and p.issue = n.issue and p.from_day >= n.from_day
            """, values[..3]);
        Add(batch, rows.Length, $"""
            delete from {schema}.stance_voice v using unnest($1::text[], $2::text[], $3::date[], $4::boolean[]) as n(party, issue, from_day, resumed)
            where v.party = n.party and v.issue = n.issue and v.until_day >= n.from_day - 1 and (not n.resumed or v.from_day >= n.from_day)
            """, values);
    }

    // Who took over before may do so no more, or on another day; lower voices last until the day before it.
    private void EarlierVoices(NpgsqlBatch batch, DerivedCell[] rows) => Add(batch, rows.Length, $"""
        update {schema}.stance_voice v set until_day = n.until_day
        from unnest($1::text[], $2::text[], $3::date[], $4::date[]) as n(party, issue, from_day, until_day)
        where v.party = n.party and v.issue = n.issue and v.until_day >= n.from_day - 1 and v.from_day < n.from_day and v.role <> 'signal'
        """,
        [
            rows.Select(x => x.Party).ToArray(), rows.Select(x => x.Issue).ToArray(), rows.Select(x => Days.Of(x.From)).ToArray(),
            rows.Select(x => Days.Until(x.EarlierVoicesUntil)).ToArray(),
        ]);

    private void Periods(NpgsqlBatch batch, (DerivedCell Cell, StancePeriod Period)[] rows) => Add(batch, rows.Length, $"""
        insert into {schema}.stance_period (party, issue, from_day, stance, governing, body)
        select party, issue, from_day, stance, string_to_array(governing, ' ')::uuid[], body
        from unnest($1::text[], $2::text[], $3::date[], $4::smallint[], $5::text[], $6::jsonb[]) as n(party, issue, from_day, stance, governing, body)
        """,
        [
            rows.Select(x => x.Cell.Party).ToArray(), rows.Select(x => x.Cell.Issue).ToArray(), rows.Select(x => Days.Of(x.Period.From)).ToArray(),
            rows.Select(x => (short)x.Period.Stance).ToArray(),
            rows.Select(x => string.Join(' ', StancePeriodRow.GoverningOf(x.Period))).ToArray(), rows.Select(x => StancePeriodRow.BodyOf(x.Period)).ToArray(),
        ]);

    private void Voices(NpgsqlBatch batch, (DerivedCell Cell, ShownVoice Voice)[] rows) => Add(batch, rows.Length, $"""
        insert into {schema}.stance_voice (party, issue, statement_id, from_day, until_day, role, said_day, ordinal, stance, because)
        select * from unnest($1::text[], $2::text[], $3::uuid[], $4::date[], $5::date[], $6::text[], $7::date[], $8::bigint[], $9::smallint[], $10::text[])
        """,
        [
            rows.Select(x => x.Cell.Party).ToArray(), rows.Select(x => x.Cell.Issue).ToArray(), rows.Select(x => x.Voice.Statement).ToArray(),
            rows.Select(x => Days.Of(x.Voice.From)).ToArray(), rows.Select(x => Days.Until(x.Voice.Until)).ToArray(),
            rows.Select(x => Json.Words.Of(x.Voice.Role)).ToArray(), rows.Select(x => Days.Of(x.Voice.SaidDay)).ToArray(),
            rows.Select(x => x.Cell.Ordinals[x.Voice.Statement]).ToArray(), rows.Select(x => (short?)x.Voice.Outcome).ToArray(),
            rows.Select(x => x.Voice.Because is { } because ? Json.Words.Of(because) : null).ToArray(),
        ]);

    private static void Add(NpgsqlBatch batch, int rows, string sql, Array[] values)
    {
        if (rows > 0)
            batch.Add(sql, values);
    }
}
