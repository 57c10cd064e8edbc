using Microsoft.OpenApi;

namespace PositionLedger.Server.Http;

/// <summary>The components of the OpenAPI document: each named schema once, and only those that a call takes or answers with.</summary>
internal sealed class OpenApiComponents
{
    public const string Problem = "Problem";

    private readonly SortedDictionary<string, IOpenApiSchema> _schemas = new(StringComparer.Ordinal);
    private readonly OpenApiDocument _document;

    private OpenApiComponents(OpenApiDocument document) => _document = document;

    /// <summary>Moves the schemas from where they are used to the components; what the generator has put there itself is dropped.</summary>
    public static void Gather(OpenApiDocument document)
    {
        var components = new OpenApiComponents(document);
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
            components.Gather(operation);
        components._schemas[Problem] = ProblemSchema();
        document.Components = new() { Schemas = components._schemas, SecuritySchemes = OpenApiSecurity.Schemes };
    }

    private void Gather(OpenApiOperation operation)
    {
        foreach (var body in operation.RequestBody?.Content?.Values ?? [])
            body.Schema = Refer(body.Schema!, isAnswer: false);
        foreach (var answer in operation.Responses!.Values.SelectMany(response => response.Content?.Values ?? []))
            answer.Schema = Refer(answer.Schema!, isAnswer: true);
    }

    private IOpenApiSchema Refer(IOpenApiSchema schema, bool isAnswer)
    {
        if (schema is not OpenApiSchema inline)
            return schema;

        if (inline.Items is not null)
            inline.Items = Refer(inline.Items, isAnswer);
        inline.Properties = inline.Properties?.ToDictionary(x => x.Key, x => Refer(x.Value, isAnswer));
        // Answers have all their members, null where there is nothing.
        if (isAnswer && inline.Properties is { Count: > 0 } members)
            inline.Required = members.Keys.ToHashSet();
        return OpenApiSchemas.NameOf(inline) is { } name ? Refer(inline, name) : inline;
    }

    private IOpenApiSchema Refer(OpenApiSchema inline, string name)
    {
        _schemas.TryAdd(name, inline);
        var reference = new OpenApiSchemaReference(name, _document);
        var description = inline.Metadata!.TryGetValue(OpenApiSchemas.ReferenceDescription, out var text) ? text as string : null;
        if (!inline.Metadata.ContainsKey(OpenApiSchemas.IsNullable))
        {
            reference.Description = description;
            return reference;
        }

        return new OpenApiSchema { Description = description, OneOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }] };
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Why a call was refused (RFC 9457): a stable type, and a sentence to act on.",
        Required = new HashSet<string> { "type", "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The kind of problem, /problems/… It never changes its meaning."),
            ["title"] = Text("The same for every problem of a status."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The status of the answer." },
            ["detail"] = Text("What is wrong and what to do."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = Texts(null),
                Description = "What is wrong with each field or parameter, by its path, such as report.chain[0].",
            },
            ["field"] = Text("The field it is about."),
            ["subject"] = Text("The id of what it is about."),
            ["suggestions"] = Texts("Ids that are there and look like the one that isn't."),
            ["traceId"] = Text("What to look for in the server's log."),
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Texts(string? description) =>
        new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = description };
}
