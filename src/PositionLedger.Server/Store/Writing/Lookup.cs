using Npgsql;
using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Writing;

/// <summary>What a batch must know, read in one round trip, under the locks of its streams.</summary>
/// <param name="Versions">How many events each stream has; a stream that isn't there has none.</param>
internal sealed record Lookup(Ledger Ledger, IReadOnlyDictionary<string, long> Versions)
{
    /// <param name="table">Where statement versions are looked up: those on record, or others besides.</param>
    /// <param name="areManyCommands">Whether it pays to ask beforehand if anything stands retracted at all.</param>
    public static async Task<Lookup> ReadAsync(
        NpgsqlConnection connection, IEnumerable<Command> commands, string table = StatementLookup.Recorded, bool areManyCommands = false)
    {
        var (needs, streams) = (new List<Needs>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var command in commands)
        {
            needs.Add(command.Needs);
            streams.UnionWith(command.Streams);
        }

        var sorted = Distinct(streams);
        var mayLookAlike = !areManyCommands || await AreSomeRetractedAsync(connection, sorted, table);
        return await ReadAsync(connection, needs, sorted, table, mayLookAlike);
    }

    // Under the locks: of their parties, nobody retracts anything after this.
    private static async Task<bool> AreSomeRetractedAsync(NpgsqlConnection connection, string[] streams, string table)
    {
        var (query, some) = (new LookupQuery(), false);
        query.Ask(StreamLocks.Sql, _ => { }, streams);
        query.Ask($"select exists (select from {table} v where v.retracted and v.closed_by is null)", row => some = row.GetBoolean(0));
        await query.ReadAsync(connection);
        return some;
    }

    private static async Task<Lookup> ReadAsync(NpgsqlConnection connection, List<Needs> needs, string[] streams, string table, bool mayLookAlike)
    {
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        var ledger = new Ledger(default(NodaTime.LocalDate));

        var query = new LookupQuery();
        // Each statement sees what was committed before it began, so all below see everything written before the locks were had.
        query.Ask(StreamLocks.Sql, _ => { }, streams);
        query.Ask("select (clock_timestamp() at time zone 'utc')::date",
            row => ledger = ledger with { Today = NodaTime.LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(0)) });
        query.Ask("select id, version from ledger.mt_streams where id = any($1)", row => versions.Add(row.GetString(0), row.GetInt64(1)), streams);
        query.AskForEach(Distinct(needs.SelectMany(n => n.Parties)), ReferenceRows.Parties, row =>
        {
            var party = ReferenceRows.Party(row);
            ledger = ledger with { Parties = ledger.Parties.SetItem(party.Id, party) };
        });
        AffiliationRows.Ask(query, Distinct(needs.SelectMany(n => n.Affiliations)), (party, memberships, successions) => ledger = ledger with
        {
            Memberships = ledger.Memberships.SetItem(party, memberships),
            Successions = ledger.Successions.SetItem(party, successions),
        });
        AffiliationRows.AskNegotiations(query, Distinct(needs.SelectMany(n => n.Negotiations)), negotiation => ledger = ledger with
        {
            Negotiations = ledger.Negotiations.SetItem(negotiation.Id, negotiation),
        });
        query.AskForEach(Distinct(needs.SelectMany(n => n.Issues)), ReferenceRows.Issues, row =>
        {
            var issue = ReferenceRows.Issue(row);
            ledger = ledger with { Issues = ledger.Issues.SetItem(issue.Id, issue) };
        });
        query.AskForEach(Distinct(needs.SelectMany(n => n.Sources)), ReferenceRows.Sources, row =>
        {
            var source = ReferenceRows.Source(row);
            ledger = ledger with { Sources = ledger.Sources.SetItem(source.Id, source) };
        });
        StatementLookup.AskKeys(query, table, [.. needs.SelectMany(n => n.Keys).Distinct()], (key, holder, statement) =>
            ledger = ledger.Put(statement) with { Keys = ledger.Keys.SetItem(key, holder) });
        StatementLookup.AskStatements(query, table, [.. needs.SelectMany(n => n.Statements).Distinct()], statement => ledger = ledger.Put(statement));
        if (mayLookAlike)
            StatementLookup.AskLookAlikes(query, table, [.. needs.SelectMany(n => n.LookAlikes).Distinct()], statement => ledger = ledger.Put(statement));

        await query.ReadAsync(connection);
        return new(ledger, versions);
    }

    private static string[] Distinct(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>Several questions in one round trip, each with what to do with its rows.</summary>
internal sealed class LookupQuery
{
    private readonly List<(NpgsqlBatchCommand Command, Action<NpgsqlDataReader> Row)> _questions = [];

    public void Ask(string sql, Action<NpgsqlDataReader> row, params Array[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        _questions.Add((command, row));
    }

    /// <summary>Asks only where there is something to ask for.</summary>
    public void AskForEach(Array items, string sql, Action<NpgsqlDataReader> row)
    {
        if (items.Length > 0)
            Ask(sql, row, items);
    }

    public async Task ReadAsync(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (command, _) in _questions)
            batch.BatchCommands.Add(command);

        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var (_, row) in _questions)
        {
            while (await reader.ReadAsync())
                row(reader);
            await reader.NextResultAsync();
        }
    }
}
