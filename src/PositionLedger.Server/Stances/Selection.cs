using PositionLedger.Domain;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Stances;

/// <summary>Which parties and issues a question is about; none named means all that belong to it.</summary>
internal sealed record Selection(string Negotiation, IReadOnlyList<string> Parties, IReadOnlyList<string> Issues)
{
    // Who is on record on an issue, and of whom a bloc is that ever speaks for it: a look into an index for each of the former, so
    // that memberships of others cost nothing.
    private const string OnRecord = """
        with on_record as materialized (select distinct c.party from ledger.stance_cell c where c.issue = any($1))
        select party from on_record
        union
        select m.party from on_record r
          cross join lateral (select * from ledger.membership m where m.bloc = r.party and m.speaks_for offset 0) m
        order by party
        """;

    /// <summary>The same with every party and issue named, or why not: one of them isn't recorded.</summary>
    public async Task<(Selection? Selection, Refusal? Refusal)> ResolveAsync(Snapshot snapshot)
    {
        if (await Unknown.FirstAsync(snapshot, Parties, Issues) is { } unknown)
            return (null, unknown);
        if (Negotiation.Length > 0 && !await IsKnownAsync(snapshot, Negotiation))
            return (null, Refusal.UnknownNegotiation(Negotiation));

        var issues = Negotiation.Length == 0 ? Issues : await IssuesAsync(snapshot);
        var parties = Parties.Count > 0 ? Parties : await snapshot.ListAsync(OnRecord, row => row.GetString(0), [issues.ToArray()]);
        return (this with { Parties = parties, Issues = issues }, null);
    }

    private async Task<IReadOnlyList<string>> IssuesAsync(Snapshot snapshot)
    {
        var all = await snapshot.ListAsync("select id from ledger.issue where negotiation = $1 order by id", row => row.GetString(0), Negotiation);
        return Issues.Count == 0 ? all : [.. Issues.Intersect(all, StringComparer.Ordinal)];
    }

    public static async Task<bool> IsKnownAsync(Snapshot snapshot, string negotiation) => (await snapshot.ListAsync(
        "select exists (select from ledger.negotiation where id = $1)", row => row.GetBoolean(0), negotiation))[0];
}
