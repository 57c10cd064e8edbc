using NodaTime;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.ReadModels.Cells;

namespace PositionLedger.Server.Stances;

/// <summary>What is kept of a cell for one day.</summary>
/// <param name="IsEmpty">Nothing is on record, of the party or of a bloc that speaks for it.</param>
/// <param name="IsFresh">Its rows were made by today's grades.</param>
/// <param name="Period">The one the day lies in; null before the first.</param>
/// <param name="IsSpokenForByABloc">Its word may count, that day or before.</param>
internal sealed record KeptCell(
    CellId Id, bool IsEmpty, bool IsFresh, StancePeriod? Period, bool IsSpokenForByABloc, ValueList<ShownVoice> Voices)
{
    public const string Sql = $"{Select} {From} order by a.place";

    public const string Select = $"""
        select a.party, a.issue, c.party is null and not m.speaks, coalesce(c.kept and c.grades = {TouchedCell.Grades}, false), p.body, m.speaks,
          v.ids, v.roles, v.days, v.stances, v.reasons
        """;

    public const string From = $"""
        from unnest($1::text[], $2::text[]) with ordinality as a(party, issue, place)
          left join lateral (select * from ledger.stance_cell c where c.party = a.party and c.issue = a.issue limit 1) c on true
          left join lateral (select p.body from ledger.stance_period p where p.party = a.party and p.issue = a.issue
            and p.from_day <= $3 order by p.from_day desc limit 1) p on c.kept
          left join lateral (
            select array_agg(v.statement_id) as ids, array_agg(v.role) as roles, array_agg(v.said_day) as days, array_agg(v.stance) as stances,
              array_agg(v.because) as reasons
            from (select * from ledger.stance_voice v where v.party = a.party and v.issue = a.issue and v.until_day >= $3 and v.from_day <= $3
              order by v.role = 'signal', case when v.role <> 'signal' then v.said_day end, v.ordinal) v) v on c.kept
          cross join lateral (select {IsSpokenFor} as speaks) m
        """;

    /// <summary>Whether a bloc that ever speaks for the party of cell <c>a</c> is on record on its issue: its word may count.</summary>
    public const string IsSpokenFor = """
        exists (select from ledger.membership m
          cross join lateral (select from ledger.stance_cell b where b.party = m.bloc and b.issue = a.issue limit 1) b
          where m.party = a.party and m.speaks_for and m.closed_by is null)
        """;

    /// <summary>Whether what is kept is the answer.</summary>
    public bool IsAnswer => IsFresh && !IsSpokenForByABloc;

    public StanceAnswer At(LocalDate on) =>
        new StanceTimeline(on, Period is null ? [] : [Period], Voices).At(on);

    public static KeptCell Read(NpgsqlDataReader row)
    {
        return new(new(row.GetString(0), row.GetString(1)), row.GetBoolean(2), row.GetBoolean(3),
            row.IsDBNull(4) ? null : StancePeriodRow.Read(row, 4), row.GetBoolean(5), row.IsDBNull(6) ? [] : [.. ReadVoices(row)]);
    }

    private static IEnumerable<ShownVoice> ReadVoices(NpgsqlDataReader row)
    {
        var (ids, roles, days) = (row.GetFieldValue<Guid[]>(6), row.GetFieldValue<string[]>(7), row.GetFieldValue<DateOnly[]>(8));
        var (stances, reasons) = (row.GetFieldValue<short?[]>(9), row.GetFieldValue<string?[]>(10));
        for (var i = 0; i < ids.Length; i++)
        {
            yield return new()
            {
                Statement = ids[i],
                Role = Enum.Parse<VoiceRole>(roles[i], ignoreCase: true),
                From = Days.From(days[i]),
                SaidDay = Days.From(days[i]),
                Outcome = (Outcome?)stances[i],
                Because = reasons[i] is { } because ? Enum.Parse<SignalReason>(because, ignoreCase: true) : null,
            };
        }
    }
}
