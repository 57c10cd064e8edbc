using Microsoft.OpenApi;

namespace PositionLedger.Server.Http;

/// <summary>The two ways to send an API key, in the OpenAPI document.</summary>
internal static class OpenApiSecurity
{
    private const string Bearer = "bearer";
    private const string ApiKey = "apiKey";

    public static Dictionary<string, IOpenApiSecurityScheme> Schemes => new()
    {
        [ApiKey] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "X-Api-Key",
            Description = "The same key in a header of its own.",
        },
        [Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "plk_…",
            Description = "An API key, such as the administrator's, which was printed when the server first started.",
        },
    };

    /// <summary>Writing needs a key, in either way; reading needs none where the ledger is only served on its own machine, or made public.</summary>
    public static List<OpenApiSecurityRequirement> Of(bool isRead, OpenApiDocument document)
    {
        List<OpenApiSecurityRequirement> either = [Of(Bearer, document), Of(ApiKey, document)];
        return isRead ? [new(), .. either] : either;
    }

    private static OpenApiSecurityRequirement Of(string scheme, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
