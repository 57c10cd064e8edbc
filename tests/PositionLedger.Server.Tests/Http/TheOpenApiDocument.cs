using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

[Collection(SharedLedger.Name)]
public sealed class TheOpenApiDocument(LedgerApp app)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_kept_as_it_is_served()
    {
        var kept = Checkout.PathOf("docs", "reference", "openapi.json");
        var served = (await Api.Anonymous(app).GetAsync("/openapi/v1.json")).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("LEDGER_UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(kept, served, Cancel);

        Assert.True(served == await File.ReadAllTextAsync(kept, Cancel),
            "The API has changed. Look at the difference after `make openapi`, which updates docs/reference/openapi.json, and commit it.");
    }

    [Fact]
    public async Task Says_of_every_call_what_it_does_answers_and_refuses() => Assert.All(await OperationsAsync(), call =>
    {
        var (name, operation) = call;
        Assert.True(operation["summary"]?.GetValue<string>() is { Length: > 5 }, $"{name} has no summary.");
        var responses = operation["responses"]!.AsObject();
        Assert.True(responses.Any(r => r.Key[0] == '2' && r.Value!["content"]!.AsObject().All(c => c.Value!["schema"] is not null)), $"{name} has no answer.");
        Assert.True(responses.Any(r => r.Key[0] == '4'), $"{name} has no refusal.");
        Assert.All(responses.Where(r => r.Key[0] == '4'), r => Assert.NotNull(r.Value!["content"]!["application/problem+json"]));
        if (!name.StartsWith("get", StringComparison.Ordinal))
            Assert.True(operation["requestBody"]?["content"]?["application/json"]?["schema"] is not null, $"{name} has no body.");
    });

    [Fact]
    public async Task Describes_every_parameter() => Assert.All(await OperationsAsync(), call =>
        Assert.All(call.Operation["parameters"]?.AsArray() ?? [], parameter =>
            Assert.True(parameter!["description"]?.GetValue<string>() is { Length: > 3 } && parameter["schema"]!["type"] is not null, $"{call.Name}: {parameter}")));

    [Fact]
    public async Task Says_where_an_etag_is_needed() => Assert.All(
        (await OperationsAsync()).Where(call => call.Operation["responses"]!.AsObject().ContainsKey("428")),
        call => Assert.Contains(call.Operation["parameters"]!.AsArray(), p => p!["name"]!.GetValue<string>() == "If-Match" && p["required"]!.GetValue<bool>()));

    [Fact]
    public async Task Says_that_writing_needs_a_key()
    {
        var document = await DocumentAsync();

        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["apiKey"]!["scheme"]!.GetValue<string>());
        Assert.All(Operations(document).Where(call => !call.Name.StartsWith("get", StringComparison.Ordinal)),
            call => Assert.NotNull(call.Operation["security"]![0]!["apiKey"]));
    }

    [Theory]
    [InlineData("StatementRequest", "kind", "walkBack"), InlineData("StatementRequest", "stance", "leansAgainst"), InlineData("CorrectionRequest", "stance", "leansAgainst")]
    [InlineData("CorrectionRequest", "firmness", "redLine"), InlineData("PartyRequest", "kind", "armedGroup"), InlineData("GradeRequest", "reliability", "F")]
    [InlineData("StanceOnDate", "stance", "undeclared"), InlineData("StanceOnDate", "confidence", "moderate"), InlineData("Considered", "step", "governs")]
    public async Task Lists_the_words_of_the_scales(string schema, string property, string word)
    {
        var document = await DocumentAsync();
        var words = Resolved(document, Schema(document, schema)["properties"]![property]!)["enum"]!;

        Assert.Contains(words.AsArray(), w => w?.GetValue<string>() == word);
    }

    [Theory]
    [InlineData("StatementRequest", "speaker", "properties"), InlineData("CorrectionRequest", "speaker", "properties"), InlineData("CorrectionRequest", "conditions", "items")]
    [InlineData("CorrectionRequest", "report", "properties"), InlineData("StatementAnswer", "reports", "items"), InlineData("PartyHistory", "events", "items")]
    public async Task Describes_what_is_inside(string schema, string property, string has)
    {
        var document = await DocumentAsync();

        Assert.NotNull(Resolved(document, Schema(document, schema)["properties"]![property]!)[has]);
    }

    [Fact]
    public async Task Names_what_a_request_must_have()
    {
        var document = await DocumentAsync();

        Assert.Equal(["attribution", "issue", "kind", "quote", "report", "saidOn", "speaker"], Required("StatementRequest"));
        Assert.Equal(["reason"], Required("CorrectionRequest"));
        Assert.Equal(["source"], Required("ReportRequest"));
        Assert.Equal(["id", "kind", "name"], Required("PartyRequest"));

        IEnumerable<string> Required(string name) => Schema(document, name)["required"]!.AsArray().Select(x => x!.GetValue<string>()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Is_shown_as_a_page()
    {
        var page = await Api.Anonymous(app).GetAsync("/docs/");

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("PositionLedger", page.Text, StringComparison.Ordinal);
    }

    private static JsonNode Schema(JsonNode document, string name) =>
        document["components"]!["schemas"]![name] ?? throw new InvalidOperationException($"No component '{name}'.");

    // A nullable reference is written as a choice between null and the reference.
    private static JsonNode Resolved(JsonNode document, JsonNode schema) => schema switch
    {
        _ when schema["$ref"]?.GetValue<string>() is { } reference => Resolved(document, Schema(document, reference.Split('/')[^1])),
        _ when (schema["oneOf"] ?? schema["anyOf"]) is JsonArray choice => Resolved(document, choice.First(x => x!["type"]?.ToString() != "null")!),
        _ => schema,
    };

    private async Task<JsonNode> DocumentAsync() => (await Api.Anonymous(app).GetAsync("/openapi/v1.json")).Json;

    private async Task<List<(string Name, JsonNode Operation)>> OperationsAsync() => Operations(await DocumentAsync());

    private static List<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where Methods.Contains(operation.Key)
           select ($"{operation.Key} {path.Key}", operation.Value!),
    ];
}
