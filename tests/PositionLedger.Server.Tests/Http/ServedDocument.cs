using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

/// <summary>The OpenAPI document as the server serves it, read as a client would.</summary>
internal sealed record ServedDocument(string Text)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public JsonNode Json { get; } = JsonNode.Parse(Text)!;

    public JsonObject Paths => Json["paths"]!.AsObject();

    public JsonObject Schemas => Json["components"]!["schemas"]!.AsObject();

    public IReadOnlyList<(string Name, JsonNode Operation)> Operations =>
    [
        .. from path in Paths
           from operation in path.Value!.AsObject()
           where Methods.Contains(operation.Key)
           select ($"{operation.Key} {path.Key}", operation.Value!),
    ];

    public static async Task<ServedDocument> OfAsync(LedgerApp app)
    {
        var reply = await Api.Anonymous(app).GetAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return new(reply.Text);
    }

    public JsonNode Operation(string name) => Operations.Single(x => x.Name == name).Operation;

    /// <summary>The operation that a call with a concrete path is one of.</summary>
    public JsonNode OperationOf(HttpMethod method, string path) => Operations.Single(x => IsOf(x.Name.Split(' '), method, path.Split('/'))).Operation;

    public JsonObject? Parameter(string operation, string name) =>
        Operation(operation)["parameters"]?.AsArray().SingleOrDefault(x => x!["name"]!.ToString() == name)?.AsObject();

    /// <summary>The schema itself where it is a reference, perhaps to something that may be null.</summary>
    public JsonNode Resolve(JsonNode schema) => schema switch
    {
        _ when schema["oneOf"] is JsonArray either => Resolve(either.Single(x => x!["type"]?.ToString() != "null")!),
        _ when schema["$ref"]?.GetValue<string>() is { } reference => Schemas[reference["#/components/schemas/".Length..]]!,
        _ => schema,
    };

    public static bool IsNullable(JsonNode schema) =>
        schema["oneOf"] is JsonArray either ? either.Any(x => x!["type"]?.ToString() == "null") : schema["type"] is JsonArray types && types.Any(x => x!.ToString() == "null");

    /// <summary>Every object in the document.</summary>
    public IEnumerable<JsonObject> Objects => Inside(Json);

    private static IEnumerable<JsonObject> Inside(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(x => Inside(x.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Inside),
        _ => [],
    };

    private static bool IsOf(string[] name, HttpMethod method, string[] path)
    {
        var template = name[1].Split('/');
        return string.Equals(name[0], method.Method, StringComparison.OrdinalIgnoreCase) && template.Length == path.Length
            && template.Zip(path).All(x => x.First == x.Second || x.First.StartsWith('{'));
    }
}
