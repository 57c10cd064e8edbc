using NodaTime;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>The newest checkpoint of the log, and the keys that it is signed by, as other people's tools read them.</summary>
public static class CheckpointEndpoint
{
    /// <summary>Notes, keys and proofs are UTF-8 text.</summary>
    internal const string Text = "text/plain; charset=utf-8";

    [WolverineGet("/api/v1/audit/checkpoint"), OpenToAll]
    [Takes("witnessed", "true for the newest one that a witness has cosigned; otherwise the newest of all, with what witnesses have signed of it so far.")]
    [Answers(200, typeof(string), "text/plain"), Refuses(400, 404)]
    [EndpointSummary("The newest checkpoint: origin, size and root of the log, signed (C2SP tlog-checkpoint)")]
    public static async Task<IResult> Get(HttpContext http, Database database, CancellationToken cancel)
    {
        var fields = new Fields();
        var isWitnessed = fields.Flag("witnessed", http.Request.Query["witnessed"]);
        if (fields.Problem is { } problem)
            return problem;

        var notes = await database.ListAsync(NewestCheckpoint.NoteSql(isWitnessed), row => row.GetString(0) + row.GetString(1), cancel);
        // Whoever caches it longer would keep watchers from seeing the log grow.
        http.Response.Headers.CacheControl = "no-cache";
        return notes.Count > 0 ? Results.Text(notes[0], Text)
            : isWitnessed ? Problems.Of(404, "not-witnessed", "No witness has cosigned a checkpoint yet: see LEDGER_WITNESSES.")
            : NewestCheckpoint.None();
    }

    [WolverineGet("/api/v1/audit/key"), OpenToAll]
    [Answers(200, typeof(string), "text/plain")]
    [EndpointSummary("The verifier keys of the log, one to a line, the oldest first (C2SP signed-note)")]
    public static async Task<IResult> GetKey(Database database, CancellationToken cancel)
    {
        var keys = await database.ListAsync("select verifier_key from ledger.log_key order by number", row => row.GetString(0), cancel);
        return Results.Text(string.Concat(keys.Select(key => key + "\n")), Text);
    }

    [WolverineGet("/api/v1/audit/keys"), OpenToAll]
    [Answers(200, typeof(LogKeyList))]
    [EndpointSummary("The keys of the log, the oldest first, each with the note that introduced it")]
    public static async Task<IResult> GetKeys(HttpContext http, Database database, CancellationToken cancel) => Answers.Json(http, new LogKeyList(await database.ListAsync(
        "select number, origin, verifier_key, introduction, added_at from ledger.log_key order by number",
        row => new LogKey(row.GetInt32(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), Instant.FromDateTimeUtc(row.GetDateTime(4))),
        cancel)));
}

/// <summary>A key by which the log is or was signed.</summary>
/// <param name="Origin">The name of the log while it counted.</param>
/// <param name="Introduction">A note in which keys before it name it; null for the first.</param>
public sealed record LogKey(int Number, string Origin, string VerifierKey, string? Introduction, Instant AddedAt);

/// <summary>All keys of the log.</summary>
public sealed record LogKeyList(IReadOnlyList<LogKey> Items);

/// <summary>The tree as it was signed last.</summary>
internal static class NewestCheckpoint
{
    private const string Sql = "select tree_size, note from ledger.checkpoint order by sealed_at desc limit 1";

    /// <summary>Its note, and the lines that witnesses have added to it.</summary>
    public static string NoteSql(bool isWitnessed) => $"""
        select c.note, coalesce((select string_agg(s.line || e'\n', '' order by s.witness) from ledger.cosignature s where s.tree_size = c.tree_size), '')
        from ledger.checkpoint c {(isWitnessed ? "where c.tree_size = (select max(tree_size) from ledger.cosignature)" : "")}
        order by c.sealed_at desc limit 1
        """;

    public static IResult None() => Problems.Of(404, "not-sealed", "Nothing was sealed yet. Wait a second; then see /health/ready.");

    /// <returns>Its size and its note, without what witnesses have added; null where nothing was sealed yet.</returns>
    public static async Task<(long Size, string Note)?> ReadAsync(Snapshot snapshot) =>
        await snapshot.ListAsync(Sql, row => (row.GetInt64(0), row.GetString(1))) is [var newest] ? newest : null;
}
