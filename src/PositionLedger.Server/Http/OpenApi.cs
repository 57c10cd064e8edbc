using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace PositionLedger.Server.Http;

/// <summary>The OpenAPI document, made from what the endpoints say of themselves.</summary>
public static class OpenApi
{
    /// <summary>The one document, at <c>/openapi/v1.json</c>; any other name is no page of this server.</summary>
    public const string Route = "/openapi/{documentName:regex(^v1$)}.json";

    /// <summary>The page that shows it, without anything that would load from elsewhere or send a ledger's API there.</summary>
    public static void ConfigurePage(ScalarOptions page) => page
        .WithTitle("PositionLedger").DisableDefaultFonts().DisableAgent().DisableTelemetry().DisableMcp().HideDeveloperTools().HideClientButton();

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = type =>
            OpenApiSchemas.IsInline(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer(OpenApiSchemas.DescribeAsync);
        options.AddOperationTransformer(OpenApiCalls.DescribeAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            OpenApiComponents.Gather(document);
            Sort(document);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "PositionLedger",
            Version = "v1",
            Description = "Who holds which position, on which date, and how do we know? Errors are RFC 9457 problem details.",
        };
        document.Servers = [];
    }

    // Endpoints are found in another order in Debug than in Release.
    private static void Sort(OpenApiDocument document)
    {
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            ((OpenApiPathItem)item).Operations = item.Operations!.OrderBy(x => x.Key.Method, StringComparer.Ordinal).ToDictionary();
            paths.Add(path, item);
        }

        document.Paths = paths;
        var tags = paths.SelectMany(x => x.Value.Operations!.Values).SelectMany(x => x.Tags!).Select(x => x.Reference.Id!);
        document.Tags = new SortedSet<OpenApiTag>(tags.Distinct().Select(name => new OpenApiTag { Name = name }), ByName);
    }

    private static Comparer<OpenApiTag> ByName { get; } = Comparer<OpenApiTag>.Create((x, y) => string.CompareOrdinal(x.Name, y.Name));
}
