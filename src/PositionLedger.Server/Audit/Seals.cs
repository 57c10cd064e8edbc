using System.Runtime.CompilerServices;
using NodaTime;
using Npgsql;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>The tree as it was signed once.</summary>
/// <param name="Note">The checkpoint, signed (C2SP tlog-checkpoint).</param>
/// <param name="Seal">The same with its time, signed.</param>
public sealed record SealedCheckpoint(long Size, string Root, Instant SealedAt, string Note, string Seal)
{
    /// <summary>SQL: of a checkpoint; read by <see cref="Read"/>.</summary>
    internal const string Columns = "tree_size, root, sealed_at, note, seal";

    internal static SealedCheckpoint Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), Convert.ToBase64String(row.GetFieldValue<byte[]>(1)), Instant.FromDateTimeUtc(row.GetDateTime(2)), row.GetString(3), row.GetString(4));
}

/// <summary>Every checkpoint that was ever signed, with its time.</summary>
public static class SealsEndpoint
{
    private const int PageSize = 2_000;

    private static readonly string Page = $"""
        select {SealedCheckpoint.Columns} from ledger.checkpoint where sealed_at > $1 order by sealed_at limit {PageSize}
        """;

    [WolverineGet("/api/v1/audit/seals"), OpenToAll]
    [Takes("after", "Only what was sealed after this instant.")]
    [Answers(200, typeof(SealedCheckpoint), NdjsonBody.ContentType), Refuses(400)]
    [EndpointSummary("Every checkpoint with its time, the earliest first, one to a line")]
    public static IResult Get(HttpContext http, Database database, CancellationToken cancel)
    {
        var fields = new Fields();
        var after = fields.Moment("after", http.Request.Query["after"]);
        return fields.Problem ?? NdjsonBody.Of(ReadAsync(database, after ?? NodaConstants.UnixEpoch, cancel), cancel);
    }

    private static async IAsyncEnumerable<SealedCheckpoint> ReadAsync(
        Database database, Instant after, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<SealedCheckpoint> page;
        do
        {
            page = await database.ListAsync(Page, SealedCheckpoint.Read, cancel, after.ToDateTimeUtc());
            foreach (var seal in page)
                yield return seal;
            after = page.Count > 0 ? page[^1].SealedAt : after;
        }
        while (page.Count == PageSize);
    }
}
