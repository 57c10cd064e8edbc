using System.Collections.Immutable;
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
        AskStatements(query, [.. needs.SelectMany(n => n.Statements).Distinct()], keys);
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
        await reader.NextResultAsync();
        var holders = ledger.Keys.ToBuilder();
        while (await reader.ReadAsync())
            holders[new(reader.GetString(0), reader.GetString(1))] = new(reader.GetGuid(2), Body(reader.GetFieldValue<byte[]>(3)));

        await reader.NextResultAsync();
        var statements = (await StatementRow.ReadAllAsync(reader, CancellationToken.None)).ToImmutableDictionary(s => s.Id);
        return new(ledger with { Keys = holders.ToImmutable(), Statements = statements }, versions);
    }

    private static void AskKeys(NpgsqlBatch query, StatementKey[] keys) => Add(query, """
        select v.party, v.key, v.statement_id, v.body
        from unnest($1::text[], $2::text[]) as k(party, key) join ledger.statement_version v on v.party = k.party and v.key = k.key and v.revision = 1
        """, Parties(keys), Keys(keys));

    // The statements themselves, those they refer to, and those that hold a key.
    private static void AskStatements(NpgsqlBatch query, Guid[] ids, StatementKey[] keys) => Add(query, $"""
        select {StatementRow.Columns} from ledger.statement_version v
        where v.closed_by is null and v.statement_id in (
          select unnest($1::uuid[])
          union all select (t.body->>'refersTo')::uuid from ledger.statement_version t where t.statement_id = any($1) and t.revision = 1
          union all select h.statement_id from unnest($2::text[], $3::text[]) as k(party, key)
            join ledger.statement_version h on h.party = k.party and h.key = k.key and h.revision = 1)
        """, ids, Parties(keys), Keys(keys));

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
