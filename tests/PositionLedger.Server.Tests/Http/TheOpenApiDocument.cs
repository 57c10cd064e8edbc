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
    public async Task Is_shown_as_a_page()
    {
        var page = await Api.Anonymous(app).GetAsync("/docs/");

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("PositionLedger", page.Text, StringComparison.Ordinal);
    }

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
