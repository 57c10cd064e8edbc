using Npgsql;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>A read model as the database knows it.</summary>
/// <param name="Key">The columns of its primary key.</param>
internal sealed record ReadModelTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Key)
{
    // Which event opened a row r, of the tables whose rows never change but for being closed. The others only say what holds now.
    private static readonly Dictionary<string, string> Openers = new(StringComparer.Ordinal)
    {
        ["issue"] = "(select e.id from ledger.mt_events e where e.stream_id = 'issue/' || r.id and e.version = 1)",
        ["membership"] = "r.opened_by",
        ["source_grade"] = "r.opened_by",
        ["statement_version"] = "r.opened_by",
    };

    private const string Sql = """
        select c.relname::text,
          array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
          array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality k(number, place)
            join pg_attribute a on a.attnum = k.number where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid order by k.place)
        from unnest($1::text[]) with ordinality t(name, place) join pg_class c on c.oid = t.name::regclass order by t.place
        """;

    /// <summary>SQL: which event opened a row <c>r</c>; null where the table only says what holds now.</summary>
    public string? OpenedBy => Openers.GetValueOrDefault(Name);

    /// <summary>Whether its rows are of cells, which a grade leaves out of date for a moment.</summary>
    public bool IsOfCells => Name.StartsWith("stance_", StringComparison.Ordinal);

    /// <summary>All of them, in the order in which they are compared.</summary>
    public static async Task<List<ReadModelTable>> AllAsync(NpgsqlConnection connection, CancellationToken cancel) => await Database.ListAsync(
        connection, Sql, row => new ReadModelTable(row.GetString(0), row.GetFieldValue<string[]>(1), row.GetFieldValue<string[]>(2)),
        [ReadModels.Tables.ToArray()], cancel);
}
