using Npgsql;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>A cell that was touched, with as many of its statements as deriving it anew takes.</summary>
/// <param name="Change">What touched it.</param>
/// <param name="Resumes">Whether what governed before the change and all said since is enough; else all statements are here.</param>
/// <param name="IsFresh">Whether its rows are there and were made by today's grades: those before the change's day stay.</param>
/// <param name="HasTail">Whether there are rows from the change's day on, or rows that reach it.</param>
/// <param name="Sources">As they were read when it was last derived.</param>
/// <param name="Before">What held just before the change's day; null where nothing did, or nothing was kept.</param>
internal sealed record TouchedCell(CellChange Change, bool Resumes, bool IsFresh, bool HasTail, CellSources Sources, StancePeriod? Before)
{
    /// <summary>The sum of the versions of <c>c.sources</c>.</summary>
    internal const string Grades = $"{SumOver} {MartenStore.Schema}{EachSource}";

    private const string SumOver = "(select coalesce(sum(s.version), 0) from unnest(c.sources) u(id) cross join lateral (select version from";
    private const string EachSource = ".source s where s.id = u.id limit 1) s)";

    // A plain cell goes on from what governed before, which a change can't have altered: the statements of one range by an index.
    private static string Sql(string schema) => $"""
        with asked as materialized (
          select a.place, a.party, a.issue, a.from_day, f.fresh and c.plain and a.plain as resumes, f.fresh, c.sources, c.grades, p.body, p.governing,
            exists (select from {schema}.stance_period t where t.party = a.party and t.issue = a.issue and t.from_day >= a.from_day)
              or exists (select from {schema}.stance_voice t where t.party = a.party and t.issue = a.issue and t.until_day >= a.from_day - 1) as tail
          from unnest($1::text[], $2::text[], $3::date[], $4::boolean[]) with ordinality as a(party, issue, from_day, plain, place)
            left join lateral (select * from {schema}.stance_cell c where c.party = a.party and c.issue = a.issue limit 1) c on true
            cross join lateral (select coalesce(c.kept and c.grades = {SumOver} {schema}{EachSource}, false) as fresh) f
            left join lateral (select * from {schema}.stance_period p where p.party = a.party and p.issue = a.issue
              and p.from_day < a.from_day order by p.from_day desc limit 1) p on true)
        select a.place, coalesce(a.resumes, false), a.fresh, a.tail, a.sources, a.grades, a.body, {StatementRow.Columns}, v.sources, g.reliabilities, g.versions
        from asked a
          left join lateral (
            select * from {schema}.statement_version r where r.party = a.party and r.issue = a.issue and r.closed_by is null
              and r.latest >= case when a.resumes then a.from_day else '-infinity' end
            union all
            select r.* from unnest(a.governing) u(id)
              cross join lateral (select * from {schema}.statement_version o where o.statement_id = u.id and o.closed_by is null limit 1) r
            where a.resumes and r.latest < a.from_day) v on true
          left join lateral (
            select array_agg(coalesce(s.reliability, 'F') order by u.place) as reliabilities, array_agg(coalesce(s.version, 0) order by u.place) as versions
            from unnest(v.sources) with ordinality u(id, place)
              left join lateral (select * from {schema}.source s where s.id = u.id limit 1) s on true) g on true
        """;

    public List<Statement> Statements { get; } = [];

    public Dictionary<string, Reliability> Reliabilities { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Versions { get; } = new(StringComparer.Ordinal);

    public Dossier Dossier => new(Statements, Reliabilities);

    public static async Task<IReadOnlyList<TouchedCell>> ReadAsync(
        NpgsqlConnection connection, string schema, IReadOnlyList<CellChange> changes, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Sql(schema), connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = changes.Select(change => change.Party).ToArray() });
        command.Parameters.Add(new() { Value = changes.Select(change => change.Issue).ToArray() });
        command.Parameters.Add(new() { Value = changes.Select(change => Days.Of(change.From)).ToArray() });
        command.Parameters.Add(new() { Value = changes.Select(change => change.IsPlain).ToArray() });

        var cells = new TouchedCell?[changes.Count];
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var place = (int)reader.GetInt64(0) - 1;
            var cell = cells[place] ??= Read(changes[place], reader);
            cell.Take(reader);
        }

        return [.. cells.Select(cell => cell!)];
    }

    private static TouchedCell Read(CellChange change, NpgsqlDataReader row) => new(
        change, row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3),
        row.IsDBNull(4) ? CellSources.None : new(row.GetFieldValue<string[]>(4), row.GetInt64(5)),
        row.IsDBNull(6) ? null : StancePeriodRow.Read(row, 6));

    private void Take(NpgsqlDataReader row)
    {
        if (row.IsDBNull(7))
            return;

        Statements.Add(StatementRow.Read(row, 7));
        var sources = row.GetFieldValue<string[]>(13);
        var (reliabilities, versions) = (row.GetFieldValue<string[]>(14), row.GetFieldValue<long[]>(15));
        for (var i = 0; i < sources.Length; i++)
        {
            Reliabilities[sources[i]] = Enum.Parse<Reliability>(reliabilities[i]);
            Versions[sources[i]] = versions[i];
        }
    }
}

/// <summary>Whose reports a cell was derived from, and the sum of those sources' versions then.</summary>
internal sealed record CellSources(IReadOnlyList<string> Ids, long Grades)
{
    public static readonly CellSources None = new([], 0);

    /// <summary>These and others, each with its version.</summary>
    public CellSources With(IReadOnlyDictionary<string, long> versions)
    {
        string[] more = [.. versions.Keys.Except(Ids, StringComparer.Ordinal)];
        return more.Length == 0 ? this : new([.. Ids.Concat(more).Order(StringComparer.Ordinal)], Grades + more.Sum(source => versions[source]));
    }
}
