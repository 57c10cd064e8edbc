using System.Text.Json;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Store.Writing;

/// <summary>What a batch must know, read in one round trip, under the locks of its streams.</summary>
/// <param name="Versions">How many events each stream has; a stream that isn't there has none.</param>
internal sealed record Lookup(Ledger Ledger, IReadOnlyDictionary<string, long> Versions)
{
    public static async Task<Lookup> ReadAsync(NpgsqlConnection connection, IReadOnlyList<PendingWrite> batch)
    {
        var needs = batch.Select(write => write.Command.Needs).ToArray();
        var streams = Distinct(batch.Select(write => write.Command.Stream));
        var keys = needs.SelectMany(n => n.Keys).Distinct().ToArray();

        await using var query = new NpgsqlBatch(connection);
        // Each statement sees what was committed before it began, so all below see everything written before the locks were had.
        // Sorted, so that two servers never wait for each other.
        Add(query, "select pg_advisory_xact_lock(hashtextextended(stream, 0)) from unnest($1::text[]) stream", streams);
        Add(query, "select (clock_timestamp() at time zone 'utc')::date");
        Add(query, "select id, version from ledger.mt_streams where id = any($1)", streams);
        ReferenceRows.Ask(query, Distinct(needs.SelectMany(n => n.Parties)), Distinct(needs.SelectMany(n => n.Issues)),
            Distinct(needs.SelectMany(n => n.Sources)));
        AskKeys(query, keys);
        AskStatements(query, [.. needs.SelectMany(n => n.Statements).Distinct()]);
        await query.PrepareAsync();

        await using var reader = await query.ExecuteReaderAsync();
        return await ReadAsync(reader);
    }

    private static async Task<Lookup> ReadAsync(NpgsqlDataReader reader)
    {
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var ledger = new Ledger(NodaTime.LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(0)));

        await reader.NextResultAsync();
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            versions.Add(reader.GetString(0), reader.GetInt64(1));

        ledger = await ReferenceRows.ReadAsync(reader, ledger);
        var holders = ledger.Keys.ToBuilder();
        var statements = ledger.Statements.ToBuilder();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            var holder = StatementRow.Read(reader, 3);
            statements[holder.Id] = holder;
            holders[new(reader.GetString(0), reader.GetString(1))] = new(holder.Id, Body(reader.GetFieldValue<byte[]>(2)));
        }

        await reader.NextResultAsync();
        foreach (var statement in await StatementRow.ReadAllAsync(reader, CancellationToken.None))
            statements[statement.Id] = statement;
        return new(ledger with { Keys = holders.ToImmutable(), Statements = statements.ToImmutable() }, versions);
    }

    // What was first recorded under a key, and the statement as it stands. The limits keep the planner to one look into the
    // index for each key: a join, planned while the table was still small, would read all of it.
    private static void AskKeys(NpgsqlBatch query, StatementKey[] keys) => Add(query, $"""
        select k.party, k.key, f.body, {StatementRow.Columns}
        from unnest($1::text[], $2::text[]) as k(party, key)
          cross join lateral (
            select * from ledger.statement_version r where r.party = k.party and r.key = k.key and r.revision = 1 limit 1) f
          cross join lateral (
            select * from ledger.statement_version c where c.statement_id = f.statement_id and c.closed_by is null limit 1) v
        """, Parties(keys), Keys(keys));

    // The statements themselves and those they refer to.
    private static void AskStatements(NpgsqlBatch query, Guid[] ids) => Add(query, $"""
        select {StatementRow.Columns}
        from (select unnest($1::uuid[]) as id
          union select (r.body->>'refersTo')::uuid from unnest($1::uuid[]) as a(id)
            cross join lateral (select * from ledger.statement_version r where r.statement_id = a.id and r.revision = 1 limit 1) r) n
          cross join lateral (select * from ledger.statement_version c where c.statement_id = n.id and c.closed_by is null limit 1) v
        """, ids);

    public static void Add(NpgsqlBatch query, string sql, params Array[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        query.BatchCommands.Add(command);
    }

    private static StatementBody Body(byte[] json) => JsonSerializer.Deserialize<StatementBody>(json, WireJson.Stored)!;

    private static string[] Distinct(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string[] Parties(StatementKey[] keys) => [.. keys.Select(k => k.Party)];

    private static string[] Keys(StatementKey[] keys) => [.. keys.Select(k => k.Key)];
}
