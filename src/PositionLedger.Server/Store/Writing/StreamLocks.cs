namespace PositionLedger.Server.Store.Writing;

/// <summary>The locks of streams: whoever decides about one, or derives from it what is kept, holds its lock until the commit.</summary>
internal static class StreamLocks
{
    /// <summary>Takes the locks of the streams given, in their order: sorted, so that two never wait for each other.</summary>
    public const string Sql = "select pg_advisory_xact_lock(hashtextextended(stream, 0)) from unnest($1::text[]) stream";
}
