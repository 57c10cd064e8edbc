using System.Net;
using Microsoft.AspNetCore.Authorization;

namespace PositionLedger.Server.Http;

/// <summary>Who may read without a key.</summary>
public enum KeylessReaders
{
    Nobody,
    ThisMachine,
    Everybody,
}

/// <summary>Whoever writes needs a key; reading needs none from this machine while the ledger is only served there, or made public.</summary>
public sealed class ReadsMayBeOpen(KeylessReaders readers) : AuthorizationHandler<ReadsMayBeOpen>, IAuthorizationRequirement
{
    // What proxies add to the requests that they pass on; not all of them do.
    private static readonly string[] AddedByProxies = ["Forwarded", "Via", "X-Real-IP"];

    /// <summary>This machine where it is all that the server listens on; everybody with <c>LEDGER_PUBLIC_READ=1</c>, nobody with 0.</summary>
    public static KeylessReaders WhoNeedsNoKey(IConfiguration configuration) => configuration["LEDGER_PUBLIC_READ"] switch
    {
        "1" => KeylessReaders.Everybody,
        "0" => KeylessReaders.Nobody,
        _ => Listening.Addresses(configuration).All(IsLoopback) ? KeylessReaders.ThisMachine : KeylessReaders.Nobody,
    };

    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ReadsMayBeOpen requirement)
    {
        if (context.User.Identity is { IsAuthenticated: true } || (context.Resource is HttpContext http && IsOpenRead(http)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    // HEAD is answered as GET, and has become one before it gets here.
    private bool IsOpenRead(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        && (readers == KeylessReaders.Everybody || (readers == KeylessReaders.ThisMachine && IsFromHere(http)));

    // A proxy on this machine brings callers from anywhere, and a page in a browser may have its own name point here.
    private static bool IsFromHere(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote))
        && IsLoopback($"http://{http.Request.Host}")
        && !http.Request.Headers.Keys.Any(name => AddedByProxies.Contains(name, StringComparer.OrdinalIgnoreCase)
            || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));
}
