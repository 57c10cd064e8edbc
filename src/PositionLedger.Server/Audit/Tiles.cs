using PositionLedger.Domain.Audit;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>The log in tiles of 256, as C2SP tlog-tiles lays them out: hashes of each eighth level, and the entries themselves.</summary>
public static class TilesEndpoint
{
    private const string Binary = "application/octet-stream";

    private const string Leaves = "select hash from ledger.leaf where leaf_index >= $1 and leaf_index < $2 order by leaf_index";

    private const string Nodes = "select hash from ledger.tree_node where level = $3 and node_index >= $1 and node_index < $2 order by node_index";

    private const string Entries = "select entry from ledger.leaf where leaf_index >= $1 and leaf_index < $2 order by leaf_index";

    [WolverineGet("/api/v1/audit/tile/{level}/{**path}"), OpenToAll]
    [Answers(200, typeof(string), Binary), Refuses(404)]
    [EndpointSummary("A tile of hashes: 32 bytes each, 256 in a full one (C2SP tlog-tiles)")]
    public static Task<IResult> Get(string level, string path, HttpContext http, Database database, CancellationToken cancel) =>
        AnswerAsync(http, database, TileAddress.Parse(level, path), cancel);

    [WolverineGet("/api/v1/audit/tile/entries/{**path}")]
    [Answers(200, typeof(string), Binary), Refuses(404)]
    [EndpointSummary("A bundle of log entries, each with its length in two bytes before it (C2SP tlog-tiles)")]
    public static Task<IResult> GetEntries(string path, HttpContext http, Database database, CancellationToken cancel) =>
        AnswerAsync(http, database, TileAddress.Parse("entries", path), cancel);

    private static async Task<IResult> AnswerAsync(HttpContext http, Database database, TileAddress? tile, CancellationToken cancel)
    {
        if (tile is null)
            return Problems.Of(404, "no-tile", "That is no tile's address; tiles are named as C2SP tlog-tiles does, such as 0/x001/067 or 0/x001/067.p/12.");

        var first = tile.Index * TileAddress.FullWidth;
        var rows = await database.InOneStateAsync(async snapshot => await NewestCheckpoint.ReadAsync(snapshot) is var (size, _) && tile.IsWithin(size)
            ? await ReadAsync(snapshot, tile, first)
            : null, cancel);
        if (rows is null)
            return Problems.Of(404, "no-tile", "The log has not grown that far: see its checkpoint for its size.");

        // A part of a tile never changes either: more of the same tile has another address.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(tile.Level == TileAddress.Entries ? EntryBundle.Write(rows) : [.. rows.SelectMany(hash => hash)], Binary);
    }

    private static Task<List<byte[]>> ReadAsync(Snapshot snapshot, TileAddress tile, long first)
    {
        var after = first + tile.Width;
        return tile.Level == TileAddress.Entries ? snapshot.ListAsync(Entries, Bytes, first, after)
            : tile.Level == 0 ? snapshot.ListAsync(Leaves, Bytes, first, after)
            : snapshot.ListAsync(Nodes, Bytes, first, after, tile.Level);
    }

    private static byte[] Bytes(Npgsql.NpgsqlDataReader row) => row.GetFieldValue<byte[]>(0);
}
