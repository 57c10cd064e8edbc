using System.Diagnostics;
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
            client.Length == 0 ? null : Start(client));
    }

    // Never half a surrogate pair: the database could not keep it.
    private static string Start(string client) => client.Length <= MaxClientLength
        ? client
        : client[..(char.IsHighSurrogate(client[MaxClientLength - 1]) ? MaxClientLength - 1 : MaxClientLength)];
}
