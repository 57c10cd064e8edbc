using Npgsql;
using PositionLedger.Domain.Issues;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Parties, issues and sources, as their tables hold them.</summary>
internal static class ReferenceRows
{
    public const string Parties = "select id, name, kind, aliases, opened_name, opened_aliases from ledger.party where id = any($1)";
    public const string Issues = "select id, negotiation, title, proposition, parent from ledger.issue where id = any($1)";
    public const string Sources = "select id, name, kind, registered_reliability, reliability from ledger.source where id = any($1)";

    public static Party Party(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), Enum.Parse<PartyKind>(row.GetString(2), true), [.. row.GetFieldValue<string[]>(3)])
        {
            OpenedAs = new(row.GetString(4), [.. row.GetFieldValue<string[]>(5)]),
        };

    public static Issue Issue(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4));

    public static Source Source(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), Enum.Parse<Reliability>(row.GetString(4)))
        {
            RegisteredReliability = Enum.Parse<Reliability>(row.GetString(3)),
        };
}
