using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

[Collection(SharedLedger.Name)]
public sealed class TheOpenApiDocument(LedgerApp app)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_kept_as_it_is_served()
    {
        var kept = Checkout.PathOf("docs", "reference", "openapi.json");
        var served = (await ServedDocument.OfAsync(app)).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("LEDGER_UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(kept, served, Cancel);

        Assert.True(served == await File.ReadAllTextAsync(kept, Cancel),
            "The API has changed. Look at the difference after `make openapi`, which updates docs/reference/openapi.json, and commit it.");
    }

    [Fact]
    public async Task Is_in_the_same_order_in_every_build()
    {
        var document = await ServedDocument.OfAsync(app);

        Assert.Equal(document.Paths.Select(x => x.Key).Order(StringComparer.Ordinal), document.Paths.Select(x => x.Key));
        Assert.Equal(document.Schemas.Select(x => x.Key).Order(StringComparer.Ordinal), document.Schemas.Select(x => x.Key));
        Assert.Equal(["audit", "exports", "imports", "issues", "negotiations", "parties", "sources", "stances", "statements"], document.Json["tags"]!.AsArray().Select(x => x!["name"]!.ToString()));
    }

    [Fact]
    public async Task Says_of_every_call_what_it_does_answers_and_refuses() => Assert.All((await ServedDocument.OfAsync(app)).Operations, call =>
    {
        var (name, operation) = call;
        Assert.True(operation["summary"]?.GetValue<string>() is { Length: > 5 }, $"{name} has no summary.");
        var responses = operation["responses"]!.AsObject();
        Assert.Contains(responses, r => r.Key[0] == '2' && r.Value!["content"]!.AsObject().All(c => c.Value!["schema"] is not null));
        Assert.All(responses.Where(r => r.Key[0] is '4' or '5'), r => Assert.NotNull(r.Value!["content"]!["application/problem+json"]));
        if (!name.StartsWith("get", StringComparison.Ordinal))
            Assert.True(operation["requestBody"]?["content"]?.AsObject().All(c => c.Value!["schema"] is not null) is true, $"{name} has no body.");
    });

    [Fact]
    public async Task Is_the_only_one()
    {
        var other = await Api.Anonymous(app).GetAsync("/openapi/v2.json");

        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        Assert.Equal("not-found", other.Problem);
    }

    [Fact]
    public async Task Is_shown_as_a_page()
    {
        var page = await Api.Anonymous(app).GetAsync("/docs/");

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("PositionLedger", page.Text, StringComparison.Ordinal);
        Assert.Contains("openapi/v1.json", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_shown_without_what_loads_from_elsewhere_or_sends_it_there()
    {
        var page = (await Api.Anonymous(app).GetAsync("/docs/")).Text;

        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.All(["\"showDeveloperTools\":\"never\"", "\"telemetry\":false", "\"hideClientButton\":true", "\"agent\":{\"disabled\":true}"],
            setting => Assert.Contains(setting, page, StringComparison.Ordinal));
    }
}
