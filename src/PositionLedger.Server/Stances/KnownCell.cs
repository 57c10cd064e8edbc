using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Stances;

/// <summary>All that is known now of one party on one issue, read in one statement, so that it is one state of the ledger.</summary>
/// <param name="Size">How many events the ledger held.</param>
public sealed record KnownCell(long Size, IReadOnlyList<Statement> Statements, IReadOnlyDictionary<string, Reliability> Grades)
{
    // The size is the sum of the streams' versions: exact, unlike a sequence, and a few thousand rows at most.
    private const string Sql = $"""
        select l.size, l.party, l.issue, {StatementRow.Columns}, v.sources,
          array(select coalesce(s.reliability, 'F') from unnest(v.sources) with ordinality u(id, place)
            left join ledger.source s on s.id = u.id order by u.place)
        from (select (select coalesce(sum(version), 0)::bigint from ledger.mt_streams) as size,
            exists (select from ledger.party where id = $1) as party, exists (select from ledger.issue where id = $2) as issue) l
          left join ledger.statement_version v on v.party = $1 and v.issue = $2 and v.closed_by is null
        """;

    /// <summary>The cell, or why there is none: the party or the issue isn't recorded.</summary>
    public static async Task<(KnownCell? Cell, Refusal? Refusal)> ReadAsync(
        Database database, string party, string issue, CancellationToken cancel)
    {
        var grades = new Dictionary<string, Reliability>(StringComparer.Ordinal);
        var rows = await database.ListAsync(Sql, row => Read(row, grades), cancel, party, issue);
        var (size, partyExists, issueExists, _) = rows[0];
        if (!partyExists)
            return (null, Refusal.UnknownParty(party));
        if (!issueExists)
            return (null, Refusal.UnknownIssue(issue));

        return (new(size, [.. rows.Where(row => row.Statement is not null).Select(row => row.Statement!)], grades), null);
    }

    private static (long Size, bool Party, bool Issue, Statement? Statement) Read(NpgsqlDataReader row, Dictionary<string, Reliability> grades)
    {
        if (row.IsDBNull(3))
            return (row.GetInt64(0), row.GetBoolean(1), row.GetBoolean(2), null);

        foreach (var (source, grade) in row.GetFieldValue<string[]>(9).Zip(row.GetFieldValue<string[]>(10)))
            grades[source] = Enum.Parse<Reliability>(grade);
        return (row.GetInt64(0), true, true, StatementRow.Read(row, 3));
    }
}
