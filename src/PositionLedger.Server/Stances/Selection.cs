using PositionLedger.Domain;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Stances;

/// <summary>Which parties and issues a question is about; none named means all that belong to it and are on record.</summary>
internal sealed record Selection(string Negotiation, IReadOnlyList<string> Parties, IReadOnlyList<string> Issues)
{
    // Who is on record on an issue, and of whom a bloc is that ever speaks for it: a look into an index for each of the former, so
    // that memberships of others cost nothing.
    private static string OnRecord(Knowledge known) => $"""
        with on_record as materialized (
          select distinct c.party from ledger.stance_cell c where c.issue = any($1) and {known.OnRecord("c", "$2")})
        select party from on_record
        union
        select m.party from on_record r
          cross join lateral (select * from ledger.membership m
            where m.bloc = r.party and m.speaks_for and {known.Standing("m", "$2")} offset 0) m
        order by party
        """;

    /// <summary>The same with every party and issue named, or why not: one of them isn't on record.</summary>
    public async Task<(Selection? Selection, Refusal? Refusal)> ResolveAsync(Snapshot snapshot, Knowledge known)
    {
        if (await Unknown.FirstAsync(snapshot, Parties, Issues, known) is { } unknown)
            return (null, unknown);
        if (await Unknown.NegotiationAsync(snapshot, Negotiation, known) is { } refusal)
            return (null, refusal);

        var issues = Negotiation.Length == 0 ? Issues : await IssuesAsync(snapshot, known);
        var parties = Parties.Count > 0
            ? Parties
            : await snapshot.ListAsync(OnRecord(known), row => row.GetString(0), issues.ToArray(), known.Limit);
        return (this with { Parties = parties, Issues = issues }, null);
    }

    private async Task<IReadOnlyList<string>> IssuesAsync(Snapshot snapshot, Knowledge known)
    {
        var all = await snapshot.ListAsync(
            $"select i.id from ledger.issue i where i.negotiation = $1 and {known.Begun("'issue/' || i.id", "$2")} order by i.id",
            row => row.GetString(0), Negotiation, known.Limit);
        return Issues.Count == 0 ? all : [.. Issues.Intersect(all, StringComparer.Ordinal)];
    }
}
