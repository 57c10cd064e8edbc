using System.Collections.Immutable;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Parties, issues and sources, looked up by id.</summary>
internal static class ReferenceRows
{
    public static void Ask(NpgsqlBatch query, string[] parties, string[] issues, string[] sources)
    {
        Lookup.Add(query, "select id, name, kind, aliases from ledger.party where id = any($1)", parties);
        Lookup.Add(query, "select id, negotiation, title, proposition, parent from ledger.issue where id = any($1)", issues);
        Lookup.Add(query, "select id, name, kind, registered_reliability, reliability from ledger.source where id = any($1)", sources);
    }

    /// <summary>Reads the three results that follow.</summary>
    public static async Task<Ledger> ReadAsync(NpgsqlDataReader reader, Ledger ledger) => ledger with
    {
        Parties = await ReadAsync(reader, Party, x => x.Id),
        Issues = await ReadAsync(reader, Issue, x => x.Id),
        Sources = await ReadAsync(reader, Source, x => x.Id),
    };

    public static Party Party(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), Enum.Parse<PartyKind>(row.GetString(2), true), [.. row.GetFieldValue<string[]>(3)]);

    public static Issue Issue(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4));

    public static Source Source(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), Enum.Parse<Reliability>(row.GetString(4)))
        {
            RegisteredReliability = Enum.Parse<Reliability>(row.GetString(3)),
        };

    private static async Task<ImmutableDictionary<string, T>> ReadAsync<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, Func<T, string> id)
    {
        await reader.NextResultAsync();
        var found = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var item = row(reader);
            found.Add(id(item), item);
        }

        return found.ToImmutable();
    }
}
