using NodaTime;
using Npgsql;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>All that is known of some parties on some issues, now or at a size of the ledger.</summary>
internal static class Dossiers
{
    private const string GradesNow = """
        array(select coalesce(s.reliability, 'F') from unnest(v.sources) with ordinality u(id, place)
          left join ledger.source s on s.id = u.id order by u.place)
        """;

    // Each source once, and not for every statement that cites it.
    public static readonly string GradesThen = $"""
        select u.id, g.reliability from unnest($1::text[]) u(id) cross join lateral (select * from ledger.source_grade g
          where g.source = u.id and {Knowledge.PlaceOf("g.opened_by")} < $2 order by g.version desc limit 1) g
        """;

    // Of a bloc's statements the place and the moment of each as it was first recorded: between streams, places are the order of recording,
    // and of what isn't sealed yet the moments are.
    public static string Statements(Knowledge known) => $"""
        select a.place, v.party = a.party, {StatementRow.Columns}, v.sources,
          {(known.IsNow ? GradesNow : "array_fill('F'::text, array[cardinality(v.sources)])")}, {OfFirst("f.recorded_at")}, {OfFirst(Knowledge.PlaceOf("f.opened_by"))}
        from unnest($1::text[], $2::text[]) with ordinality as a(party, issue, place)
          cross join lateral (
            select v.* from ledger.statement_version v where v.party = a.party and v.issue = a.issue and {known.Standing("v", "$3")}
            union all
            select v.* from (select distinct m.bloc from ledger.membership m where m.party = a.party and {known.Standing("m", "$3")}) b
              cross join lateral (select * from ledger.statement_version v
                where v.party = b.bloc and v.issue = a.issue and {known.Standing("v", "$3")}) v) v
        """;

    private static string OfFirst(string column) => $"""
        case when v.party <> a.party then (
          select {column} from ledger.statement_version f where f.statement_id = v.statement_id and f.revision = 1) end
        """;

    public static string Memberships(Knowledge known) => $"""
        select m.party, m.bloc, m.from_day, m.until_day, m.speaks_for from ledger.membership m
        where m.party = any($1) and {known.Standing("m", "$2")} order by m.party, m.bloc, m.from_day
        """;

    public static async Task<IReadOnlyDictionary<CellId, Dossier>> ReadAsync(Snapshot snapshot, IReadOnlyList<CellId> cells, Knowledge known)
    {
        var grades = new Dictionary<string, Reliability>(StringComparer.Ordinal);
        var statements = (await snapshot.ListAsync(Statements(known), row => Read(row, grades),
            cells.Select(cell => cell.Party).ToArray(), cells.Select(cell => cell.Issue).ToArray(), known.Limit)).ToLookup(row => row.Place);
        if (!known.IsNow)
            await GradeAsync(snapshot, grades, known);
        var memberships = await MembershipsAsync(snapshot, [.. cells.Select(cell => cell.Party).Distinct(StringComparer.Ordinal)], known);

        return cells.Select((cell, place) => (cell, Rows: statements[place])).ToDictionary(x => x.cell, x => new Dossier(
            [.. x.Rows.Where(row => row.IsOwn).Select(row => row.Statement)], grades)
        {
            Memberships = [.. memberships[x.cell.Party]],
            OfBlocs = InOrder(x.Rows.Where(row => !row.IsOwn)),
        });
    }

    private static async Task GradeAsync(Snapshot snapshot, Dictionary<string, Reliability> grades, Knowledge known)
    {
        foreach (var (source, grade) in await snapshot.ListAsync(
            GradesThen, row => (row.GetString(0), row.GetString(1)), grades.Keys.ToArray(), known.Limit))
            grades[source] = Enum.Parse<Reliability>(grade);
    }

    private static async Task<ILookup<string, Membership>> MembershipsAsync(Snapshot snapshot, string[] parties, Knowledge known) =>
        (await snapshot.ListAsync(Memberships(known), ReadMembership, parties, known.Limit))
            .ToLookup(row => row.Party, row => row.Membership, StringComparer.Ordinal);

    private static Statement[] InOrder(IEnumerable<Row> rows) =>
    [
        .. rows.OrderBy(row => row.Leaf ?? long.MaxValue).ThenBy(row => row.RecordedAt)
            .ThenBy(row => row.Statement.Party, StringComparer.Ordinal).ThenBy(row => row.Statement.Order)
            .Select((row, i) => row.Statement with { Order = i + 1 }),
    ];

    private static Row Read(NpgsqlDataReader row, Dictionary<string, Reliability> grades)
    {
        foreach (var (source, grade) in row.GetFieldValue<string[]>(8).Zip(row.GetFieldValue<string[]>(9)))
            grades[source] = Enum.Parse<Reliability>(grade);
        return new((int)row.GetInt64(0) - 1, row.GetBoolean(1), StatementRow.Read(row, 2), row.IsDBNull(10) ? null : row.GetDateTime(10),
            row.IsDBNull(11) ? null : row.GetInt64(11));
    }

    private static (string Party, Membership Membership) ReadMembership(NpgsqlDataReader row) => (row.GetString(0), new(
        row.GetString(1), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(2)),
        row.IsDBNull(3) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(3)), row.GetBoolean(4)));

    private sealed record Row(int Place, bool IsOwn, Statement Statement, DateTime? RecordedAt, long? Leaf);
}
