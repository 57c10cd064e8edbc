using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
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

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, $"key:{owner}")], SchemeName);
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
