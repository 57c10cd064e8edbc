using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PositionLedger.Server.Http;

/// <summary>What the OpenAPI document says of a call: what it takes, answers and refuses.</summary>
internal static class OpenApiCalls
{
    // Of any call: a parameter it doesn't take, a key that isn't known, a database that is gone.
    private static readonly int[] RefusedByAny = [400, 401, 503];

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var refused = metadata.OfType<RefusesAttribute>().SelectMany(refuses => refuses.Statuses).Union(RefusedByAny).Order().ToArray();
        operation.Tags = new HashSet<OpenApiTagReference> { new(TagOf(context.Description.RelativePath ?? ""), context.Document) };
        operation.OperationId = null;
        operation.Description = metadata.OfType<EndpointDescriptionAttribute>().FirstOrDefault()?.Description;
        operation.Parameters = [.. operation.Parameters ?? [], .. metadata.OfType<TakesAttribute>().Select(OpenApiParameters.Of)];
        operation.Security = OpenApiSecurity.Of(IsRead(context), context.Document!);
        if (metadata.OfType<ReadsBodyAttribute>().FirstOrDefault() is { } body)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = await JsonAsync(context, body.Type, cancel) };
        if (metadata.OfType<ReadsFileAttribute>().FirstOrDefault() is { } file)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = file.MediaTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } }) };

        await DescribeAnswersAsync(operation, context, metadata.OfType<AnswersAttribute>(), cancel);
        foreach (var status in refused)
            operation.Responses![$"{status}"] = Refusal(status, context.Document!);
        OpenApiHeaders.Describe(operation, refused, IsRead(context));
    }

    private static async Task DescribeAnswersAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, IEnumerable<AnswersAttribute> answers, CancellationToken cancel)
    {
        operation.Responses = [];
        foreach (var status in answers.GroupBy(answer => answer.StatusCode).OrderBy(x => x.Key))
        {
            var content = new Dictionary<string, OpenApiMediaType>();
            foreach (var answer in status)
                content[answer.ContentTypes.First()] = new() { Schema = await context.GetOrCreateSchemaAsync(answer.Type!, null, cancel) };
            operation.Responses[$"{status.Key}"] = new OpenApiResponse { Description = Description(status.Key, IsRead(context)), Content = content };
            if (IsRead(context) && status.All(answer => answer.HasETag))
                operation.Responses["304"] = new OpenApiResponse { Description = "What you have is what there is." };
        }
    }

    private static string Description(int status, bool isRead) => status switch
    {
        201 => "Recorded.",
        202 => "Begun.",
        _ when isRead => "The answer.",
        _ => "Done, or done before.",
    };

    private static OpenApiResponse Refusal(int status, OpenApiDocument document) => new()
    {
        Description = Problems.Title(status),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(OpenApiComponents.Problem, document) },
        },
    };

    private static async Task<Dictionary<string, OpenApiMediaType>> JsonAsync(
        OpenApiOperationTransformerContext context, Type type, CancellationToken cancel) =>
        new() { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(type, null, cancel) } };

    private static bool IsRead(OpenApiOperationTransformerContext context) => context.Description.HttpMethod == HttpMethods.Get;

    private static string TagOf(string path) => path.Split('/') switch
    {
        [_, _, "parties", _, "statements", ..] => "statements",
        [_, _, "parties", _, "stances", ..] or [_, _, "matrix" or "changes" or "policies", ..] or [_, _, "issues", _, "overlap"] => "stances",
        [_, _, "parties", _, "replay"] => "audit",
        [_, _, var noun, ..] => noun,
        _ => "ledger",
    };
}
