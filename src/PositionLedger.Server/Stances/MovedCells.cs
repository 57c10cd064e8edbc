using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Stances;

/// <summary>The parties on issues whose stance may be another on the later of two days.</summary>
internal static class MovedCells
{
    // Kept cells whose stance is another from some day in between on; cells that aren't kept, or may be out of date; by another policy
    // or an earlier knowledge all that are on record. And what a bloc says for its members: where that changed, where a membership began
    // or ended in between, or where several blocs are on record: what they say together may change on a day on which no single one's
    // stance does.
    private static string Sql(ComparedViews views) => $"""
        with issue as (select id from ledger.issue where $3 = '' or negotiation = $3),
          own as (
            {(AreKept(views) ? Kept : $"select c.party, c.issue from ledger.stance_cell c where c.issue in (select id from issue) and {views.Known.OnRecord("c", "$4")}")}),
          member as (
            select m.party, m.bloc, bool_or(m.from_day between $1 and $2 or m.until_day between $1 and $2) as moved from ledger.membership m
            where {views.Known.Standing("m", "$4")}
            group by m.party, m.bloc having bool_or(m.speaks_for))
        select party, issue from own
        union
        select m.party, c.issue from member m join ledger.stance_cell c on c.party = m.bloc
        where c.issue in (select id from issue) and {views.Known.OnRecord("c", "$4")}
        group by m.party, c.issue having bool_or(m.moved) or count(*) > 1 or bool_or((c.party, c.issue) in (select party, issue from own))
        order by party, issue
        """;

    private const string Kept = """
        select p.party, p.issue from ledger.stance_period p where p.from_day > $1 and p.from_day <= $2 and p.issue in (select id from issue)
        union
        select c.party, c.issue from ledger.stance_cell c where c.issue in (select id from issue)
          and (not c.kept or c.sources && array(select source from ledger.regrade))
        """;

    public static async Task<IReadOnlyList<CellId>> ReadAsync(Snapshot snapshot, ComparedViews views) => await snapshot.ListAsync(
        Sql(views), row => new CellId(row.GetString(0), row.GetString(1)),
        Days.Of(views.SinceOn), Days.Of(views.Question.On), views.Negotiation, views.Known.Limit);

    private static bool AreKept(ComparedViews views) => views.Known.IsNow && views.Question.Policy == Policy.AuthorityFirst;
}
