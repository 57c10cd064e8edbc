using System.Diagnostics;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Http;

/// <summary>Who is asking, for the metadata of events.</summary>
public static class Identity
{
    private const int MaxClientLength = 200;

    public static Recorder Recorder(this HttpContext http)
    {
        var client = http.Request.Headers.UserAgent.ToString();
        return new(
            http.User.Identity?.Name ?? throw new InvalidOperationException("A write reached the ledger without an identity."),
            Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
            client.Length == 0 ? null : Excerpt.Of(client, MaxClientLength));
    }
}
