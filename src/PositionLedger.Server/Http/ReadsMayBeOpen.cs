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
        _ => !ListensOnPorts(configuration) && Addresses(configuration).All(IsLoopback) ? KeylessReaders.ThisMachine : KeylessReaders.Nobody,
    };

    // HTTP_PORTS (set in ASP.NET's container images) listens on every address.
    private static bool ListensOnPorts(IConfiguration configuration) =>
        Addresses(configuration).Length == 0 && (configuration["HTTP_PORTS"] ?? configuration["HTTPS_PORTS"]) is not null;

    // Kestrel's own section goes before the addresses; where both are given, both must be this machine's.
    private static string[] Addresses(IConfiguration configuration) =>
    [
        .. configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [],
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""),
    ];

    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ReadsMayBeOpen requirement)
    {
        if (context.User.Identity is { IsAuthenticated: true } || (context.Resource is HttpContext http && IsOpenRead(http)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private bool IsOpenRead(HttpContext http) => http.Request.Method is "GET" or "HEAD"
        && (readers == KeylessReaders.Everybody || (readers == KeylessReaders.ThisMachine && IsFromHere(http)));

    // A proxy on this machine brings callers from anywhere, and a page in a browser may have its own name point here.
    private static bool IsFromHere(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote))
        && IsLoopback($"http://{http.Request.Host}")
        && !http.Request.Headers.Keys.Any(name => AddedByProxies.Contains(name, StringComparer.OrdinalIgnoreCase)
            || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));
}
