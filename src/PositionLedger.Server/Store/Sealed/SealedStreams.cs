namespace PositionLedger.Server.Store.Sealed;

/// <summary>Whether all that an answer rests on is sealed, so that asking for that size of the ledger gives the same answer.</summary>
internal static class SealedStreams
{
    // Within a stream, places follow versions: the last event tells of all. Compared with the size that was answered, so that the
    // question may be asked later than the answer was derived.
    private static readonly string Sql = $"""
        with speaker as (
            select party from unnest($1::text[]) party
            union select m.bloc from ledger.membership m where m.party = any($1) and m.closed_by is null),
          stream as (
            select 'party/' || party as id from speaker
            union all select 'issue/' || issue from unnest($2::text[]) issue
            union (select 'source/' || source from speaker p
              cross join lateral (select * from ledger.stance_cell c where c.party = p.party and c.issue = any($2) offset 0) c, unnest(c.sources) source))
        select not exists (
          select from stream t
            cross join lateral (select * from ledger.mt_streams s where s.id = t.id limit 1) s
            cross join lateral (select * from ledger.mt_events e where e.stream_id = s.id and e.version = s.version limit 1) e
          where coalesce({Knowledge.PlaceOf("e.id")} >= $3, true))
        """;

    /// <summary>Of the parties on the issues: their streams, those of their blocs, of the sources of all these, and of the issues.</summary>
    public static async Task<bool> HoldAllAsync(
        Snapshot snapshot, LedgerPosition ledger, IReadOnlyCollection<string> parties, IReadOnlyCollection<string> issues) =>
        ledger.HoldsAll
        || (!ledger.IsLost && (await snapshot.ListAsync(Sql, row => row.GetBoolean(0), parties.ToArray(), issues.ToArray(), ledger.Size))[0]);
}
