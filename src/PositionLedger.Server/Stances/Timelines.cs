using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels.Cells;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>The stances of some parties on some issues over the whole of time: as they are kept, otherwise derived.</summary>
internal static class Timelines
{
    private const string Sql = $"""
        select a.place, coalesce(c.kept and c.grades = {TouchedCell.Grades}, false) and not {KeptCell.IsSpokenFor}, p.body
        from unnest($1::text[], $2::text[]) with ordinality as a(party, issue, place)
          left join lateral (select * from ledger.stance_cell c where c.party = a.party and c.issue = a.issue limit 1) c on true
          left join lateral (select p.from_day, p.body from ledger.stance_period p where p.party = a.party and p.issue = a.issue) p on true
        order by a.place, p.from_day
        """;

    /// <param name="derive">How the periods of a cell are derived that aren't kept.</param>
    public static async Task<IReadOnlyDictionary<CellId, ValueList<StancePeriod>>> ReadAsync(
        Snapshot snapshot, IReadOnlyList<CellId> cells, Policy policy, Knowledge known, Func<Dossier, Policy, StanceTimeline> derive)
    {
        var periods = new Dictionary<CellId, ValueList<StancePeriod>>();
        if (policy == Policy.AuthorityFirst && known.IsNow)
        {
            var rows = await snapshot.ListAsync(Sql, Read, cells.Select(cell => cell.Party).ToArray(), cells.Select(cell => cell.Issue).ToArray());
            foreach (var cell in rows.GroupBy(row => row.Place).Where(cell => cell.First().IsAnswer))
                periods.Add(cells[cell.Key], Ended([.. cell.Select(row => row.Period).OfType<StancePeriod>()]));
        }

        CellId[] others = [.. cells.Where(cell => !periods.ContainsKey(cell))];
        if (others.Length > 0)
        {
            foreach (var (cell, dossier) in await Dossiers.ReadAsync(snapshot, others, known))
                periods.Add(cell, derive(dossier, policy).Periods);
        }

        return periods;
    }

    // Each lasts until the next one begins; that is not kept, since a later statement would change it.
    private static ValueList<StancePeriod> Ended(StancePeriod[] periods) =>
        [.. periods.Select((period, i) => i + 1 < periods.Length ? period with { Until = periods[i + 1].From.PlusDays(-1) } : period)];

    private static (int Place, bool IsAnswer, StancePeriod? Period) Read(NpgsqlDataReader row) =>
        ((int)row.GetInt64(0) - 1, row.GetBoolean(1), row.IsDBNull(2) ? null : StancePeriodRow.Read(row, 2));
}
