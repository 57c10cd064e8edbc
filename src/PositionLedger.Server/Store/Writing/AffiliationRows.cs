using System.Text.Json;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Negotiations;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Memberships, successions and negotiations, as their tables hold them; each list is read as one JSON value.</summary>
internal static class AffiliationRows
{
    /// <summary>Of the party <c>p.id</c>.</summary>
    public const string Memberships = """
        (select coalesce(jsonb_agg(jsonb_build_object(
            'bloc', m.bloc, 'from', m.from_day, 'until', m.until_day, 'speaksFor', m.speaks_for) order by m.from_day, m.bloc), '[]')
          from ledger.membership m where m.party = p.id and m.closed_by is null)
        """;

    /// <summary>What comes after the party <c>p.id</c>.</summary>
    public const string Successions = """
        (select coalesce(jsonb_agg(jsonb_build_object('to', s.successor, 'kind', s.kind, 'on', s.on_day) order by s.on_day, s.successor), '[]')
          from ledger.succession s where s.party = p.id)
        """;

    /// <summary>Negotiations <c>n</c> with their rounds.</summary>
    public const string Negotiation = """
        n.id, n.title,
        (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'from', r.from_day, 'until', r.until_day, 'venue', r.venue)
            order by r.from_day, r.id), '[]')
          from ledger.negotiation_round r where r.negotiation = n.id),
        array(select r.id from ledger.negotiation_round r where r.negotiation = n.id and r.opened_with)
        """;

    public static void Ask(LookupQuery query, string[] parties, Action<string, ValueList<Membership>, ValueList<PartySuccession>> found) =>
        query.AskForEach(parties, $"select p.id, {Memberships}, {Successions} from unnest($1::text[]) as p(id)",
            row => found(row.GetString(0), Json<ValueList<Membership>>(row, 1), Json<ValueList<PartySuccession>>(row, 2)));

    public static void AskNegotiations(LookupQuery query, string[] ids, Action<Negotiation> found) =>
        query.AskForEach(ids, $"select {Negotiation} from ledger.negotiation n where n.id = any($1)", row => found(ReadNegotiation(row)));

    public static Negotiation ReadNegotiation(NpgsqlDataReader row) =>
        new(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), Json<ValueList<Round>>(row, 2))
        {
            OpenedWith = [.. row.GetFieldValue<string[]>(3)],
        };

    public static T Json<T>(NpgsqlDataReader row, int column) =>
        JsonSerializer.Deserialize<T>(row.GetFieldValue<byte[]>(column), WireJson.Stored)!;
}
