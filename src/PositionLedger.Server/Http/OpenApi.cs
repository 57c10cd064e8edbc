using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>The OpenAPI document, made from what the endpoints say of themselves.</summary>
public static class OpenApi
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "PositionLedger",
                Version = "v1",
                Description = "Who holds which position, on which date, and how do we know? Errors are RFC 9457 problem details.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(DescribeAsync);
        options.AddOperationTransformer(DescribeAsync);
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Tags = new HashSet<OpenApiTagReference> { new(TagOf(context.Description.RelativePath ?? ""), context.Document) };
        operation.OperationId = null;
        operation.Description = metadata.OfType<EndpointDescriptionAttribute>().FirstOrDefault()?.Description;
        foreach (var parameter in metadata.OfType<TakesAttribute>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        if (metadata.OfType<ReadsBodyAttribute>().FirstOrDefault() is { } body)
        {
            var schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancel);
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Content("application/json", schema) };
        }

        await DescribeAnswersAsync(operation, context, metadata, cancel);
    }

    private static async Task DescribeAnswersAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata, CancellationToken cancel)
    {
        operation.Responses = [];
        foreach (var status in metadata.OfType<AnswersAttribute>().GroupBy(answer => answer.StatusCode))
        {
            var content = new Dictionary<string, OpenApiMediaType>();
            foreach (var answer in status)
                content[answer.ContentTypes.First()] = new() { Schema = await context.GetOrCreateSchemaAsync(answer.Type!, null, cancel) };
            operation.Responses[$"{status.Key}"] = new OpenApiResponse { Description = status.Key == 201 ? "Recorded." : "The answer.", Content = content };
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), null, cancel);
        foreach (var status in metadata.OfType<RefusesAttribute>().SelectMany(refuses => refuses.Statuses))
            operation.Responses[$"{status}"] = new OpenApiResponse { Description = Problems.Title(status), Content = Content("application/problem+json", problem) };
    }

    private static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
            Copy(await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, cancel), schema);
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            (schema.Type, schema.Items) = (JsonSchemaType.Array, await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, cancel));
        else if (type.IsEnum && type.Namespace!.StartsWith(nameof(PositionLedger), StringComparison.Ordinal))
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. Words.All(type).Select(word => (System.Text.Json.Nodes.JsonNode)word)]);
        else if (type == typeof(LocalDate))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date");
        else if (type == typeof(Instant))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
    }

    private static void Copy(OpenApiSchema from, OpenApiSchema to) =>
        (to.Type, to.Format, to.Enum, to.Items, to.Properties) = (from.Type, from.Format, from.Enum, from.Items, from.Properties);

    private static Dictionary<string, OpenApiMediaType> Content(string type, OpenApiSchema schema) => new() { [type] = new() { Schema = schema } };

    private static string TagOf(string path) => path.Split('/') switch
    {
        [_, _, "parties", _, "statements", ..] => "statements",
        [_, _, "parties", _, "stances", ..] => "stances",
        [_, _, "parties", _, "replay"] => "audit",
        [_, _, var noun, ..] => noun,
        _ => "ledger",
    };
}
