using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>A key by which the log is signed, and who vouches for it.</summary>
/// <param name="Key">The verifier key.</param>
/// <param name="Introduction">A note that names the key, signed by one known before; null for the first one.</param>
public sealed record LogKey(string Key, string? Introduction);

/// <summary>How one key of the log led to the next, for whoever holds an old one.</summary>
public static class IntroductionsEndpoint
{
    private const string Keys = "select verifier_key, introduction from ledger.log_key order by number";

    [WolverineGet("/api/v1/audit/key/introductions"), OpenToAll]
    [Answers(200, typeof(LogKey), NdjsonBody.ContentType)]
    [EndpointSummary("The verifier keys of the log with the notes that introduce them, the oldest first, one to a line")]
    public static async Task<IResult> Get(Database database, CancellationToken cancel)
    {
        var keys = await database.ListAsync(Keys, row => new LogKey(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)), cancel);
        return NdjsonBody.Of(keys.ToAsyncEnumerable(), cancel);
    }
}
