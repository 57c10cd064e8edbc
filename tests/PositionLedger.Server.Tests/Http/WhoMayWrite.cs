using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

/// <summary>Every endpoint of the server, also one that somebody adds tomorrow.</summary>
[Collection(SharedLedger.Name)]
public sealed partial class WhoMayWrite(LedgerApp app)
{
    [Fact]
    public async Task Nobody_without_a_key_or_with_a_wrong_one()
    {
        var before = await Footprint.OfAsync(app);
        Api[] callers = [Api.Anonymous(app), new(app.Host.Server.CreateClient(), "plk_wrong"), new(app.Host.Server.CreateClient(), "")];
        var writes = Routes().Where(route => route.Method is not "GET").ToArray();
        Assert.True(writes.Length >= 17, "Where are the endpoints?");

        foreach (var (method, path, _) in writes)
        {
            foreach (var caller in callers)
            {
                var reply = await caller.SendAsync(new(method), path, Api.Json(new { }), ("If-Match", "*"));
                Assert.True((reply.Status, reply.Problem) == (HttpStatusCode.Unauthorized, "unauthorized"), $"{method} {path}: {reply}");
                Assert.Equal("Bearer", reply.Headers.WwwAuthenticate.ToString());
            }
        }

        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Whoever_has_the_key_in_either_header()
    {
        var nobody = Api.Anonymous(app);
        var body = new { id = $"party-{Guid.NewGuid():N}", name = "A party", kind = "state" };

        Assert.Equal(HttpStatusCode.Created, (await nobody.SendAsync(HttpMethod.Post, "/api/v1/parties", Api.Json(body), ("X-Api-Key", LedgerApp.AdminKey))).Status);
        Assert.Equal(HttpStatusCode.OK, (await nobody.SendAsync(HttpMethod.Post, "/api/v1/parties", Api.Json(body), ("Authorization", $"bearer {LedgerApp.AdminKey}"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendAsync(HttpMethod.Post, "/api/v1/parties", Api.Json(body), ("Authorization", $"Basic {LedgerApp.AdminKey}"))).Status);
    }

    [Fact]
    public async Task Is_no_question_for_reading_on_this_machine()
    {
        var cell = await Given.CellAsync(Api.Of(app));
        var path = await cell.RecordAsync();
        string[] reads =
        [
            "/api/v1/parties", $"/api/v1/parties/{cell.Party}", "/api/v1/negotiations", "/api/v1/negotiations/talks", "/api/v1/issues", $"/api/v1/issues/{cell.Issue}", "/api/v1/sources",
            $"/api/v1/sources/{cell.Source}", path, cell.StancePath("2025-08-09"), $"/api/v1/parties/{cell.Party}/replay", "/openapi/v1.json", "/docs/",
        ];

        foreach (var read in reads)
            Assert.Equal(HttpStatusCode.OK, (await Api.Anonymous(app).GetAsync(read)).Status);
    }

    [Fact]
    public void Is_asked_everywhere_but_for_the_health_the_pages_own_files_and_what_of_the_log_reveals_nothing() => Assert.Equal(
        ["/api/v1/audit/checkpoint", "/api/v1/audit/consistency", "/api/v1/audit/key", "/api/v1/audit/keys", "/api/v1/audit/recoveries", "/api/v1/audit/seals", "/api/v1/audit/tile/level/path", "/docs/favicon.svg", "/docs/scalar.aspnetcore.js", "/docs/scalar.js", "/health/live", "/health/ready"],
        Routes().Where(route => route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(route => route.Path).Order());

    [Fact]
    public async Task Is_told_of_every_endpoint_in_the_document()
    {
        var document = JsonNode.Parse((await Api.Anonymous(app).GetAsync("/openapi/v1.json")).Text)!;
        var documented = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {path.Key}"));

        var served = Routes().Select(route => $"{route.Method} {route.Endpoint.RoutePattern.RawText!.Replace("**", "", StringComparison.Ordinal)}").Where(route => route.Contains("/api/", StringComparison.Ordinal));

        Assert.Equal(served.Order(), documented.Order());
    }

    private IEnumerable<(string Method, string Path, RouteEndpoint Endpoint)> Routes() =>
        from endpoint in app.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = Parameter().Replace(endpoint.RoutePattern.RawText!, match => match.Groups[1].Value switch
        {
            "id" => $"{Guid.Empty}",
            "n" => "1",
            var name => name,
        })
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, path.StartsWith('/') ? path : "/" + path, endpoint);

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
