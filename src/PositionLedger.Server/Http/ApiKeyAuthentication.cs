using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace PositionLedger.Server.Http;

/// <summary>Knows a caller by the API key in <c>Authorization: Bearer</c> or <c>X-Api-Key</c>.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } key)
            return AuthenticateResult.NoResult();
        if (await keys.OwnerOfAsync(key, Context.RequestAborted) is not { } owner)
            return AuthenticateResult.Fail("Unknown API key.");

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, owner)], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Of(401, "unauthorized", KeyOf(Request) is null
            ? "Send an API key: Authorization: Bearer plk_… or X-Api-Key. 'make run' printed the administrator's key when it first started."
            : "This API key isn't known here.").ExecuteAsync(Context);
    }

    private static string? KeyOf(HttpRequest request)
    {
        var bearer = request.Headers.Authorization.ToString();
        return bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? bearer["Bearer ".Length..].Trim()
            : request.Headers["X-Api-Key"] is [{ Length: > 0 } key] ? key : null;
    }
}

/// <summary>Whoever writes needs a key; reading needs none while the ledger is only served on this machine, or made public.</summary>
public sealed class ReadsMayBeOpen(bool readsAreOpen) : AuthorizationHandler<ReadsMayBeOpen>, IAuthorizationRequirement
{
    /// <summary>Whether every address the server listens on is this machine's own, or <c>LEDGER_PUBLIC_READ=1</c>.</summary>
    public static bool ReadsAreOpen(IConfiguration configuration) =>
        configuration["LEDGER_PUBLIC_READ"] == "1" || (!ListensOnPorts(configuration) && Addresses(configuration).All(IsLoopback));

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
        var isRead = context.Resource is HttpContext { Request.Method: "GET" or "HEAD" };
        if (context.User.Identity is { IsAuthenticated: true } || (isRead && readsAreOpen))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
