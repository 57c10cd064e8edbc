using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Sealed;

/// <summary>What is asked about and not on record, now or at a size of the ledger.</summary>
internal static class Unknown
{
    public static async Task<Refusal?> FirstAsync(
        Snapshot snapshot, IReadOnlyList<string> parties, IReadOnlyList<string> issues, Knowledge known)
    {
        var unknown = await snapshot.ListAsync(
            $"{First("party", "$1", known)} union all {First("issue", "$2", known)}", row => (IsParty: row.GetString(0) == "party", Id: row.GetString(1)),
            parties.ToArray(), issues.ToArray(), known.Limit);
        return unknown switch
        {
            [] => null,
            [var (isParty, id), ..] => isParty ? Party(id, known) : Issue(id, known),
        };
    }

    /// <summary>Null where the negotiation is on record, if only through its issues, and where it isn't asked for.</summary>
    public static async Task<Refusal?> NegotiationAsync(Snapshot snapshot, string negotiation, Knowledge known)
    {
        if (negotiation.Length == 0 || await IsNegotiationAsync(snapshot, negotiation, known))
            return null;
        return known.Size is { } size ? Refusal.NotOnRecordAt(size, "negotiation", negotiation) : Refusal.UnknownNegotiation(negotiation);
    }

    public static Refusal Party(string id, Knowledge known) =>
        known.Size is { } size ? Refusal.NotOnRecordAt(size, "party", id) : Refusal.UnknownParty(id);

    public static Refusal Issue(string id, Knowledge known) =>
        known.Size is { } size ? Refusal.NotOnRecordAt(size, "issue", id) : Refusal.UnknownIssue(id);

    private static string First(string table, string ids, Knowledge known) => $"""
        (select '{table}', u.id from unnest({ids}::text[]) u(id)
        where not exists (select from ledger.{table} t where t.id = u.id and {known.Begun($"'{table}/' || t.id", "$3")}) limit 1)
        """;

    // A negotiation's own stream begins when somebody opens it or adds a round, perhaps long after its first issue.
    private static async Task<bool> IsNegotiationAsync(Snapshot snapshot, string negotiation, Knowledge known) => (await snapshot.ListAsync($"""
        select exists (select from ledger.negotiation n where n.id = $1 and ({known.Begun("'negotiation/' || n.id", "$2")}
          or exists (select from ledger.issue i where i.negotiation = n.id and {known.Begun("'issue/' || i.id", "$2")})))
        """, row => row.GetBoolean(0), negotiation, known.Limit))[0];
}
