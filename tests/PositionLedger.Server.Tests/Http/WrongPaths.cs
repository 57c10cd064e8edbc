using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

[Collection(SharedLedger.Name)]
public sealed class WrongPaths(LedgerApp app)
{
    [Theory]
    [InlineData("DELETE", "/api/v1/parties", "GET, POST"), InlineData("PUT", "/api/v1/parties/ukraine", "GET, PATCH"), InlineData("GET", "/api/v1/sources/rt/grades", "POST")]
    [InlineData("DELETE", "/api/v1/statements/00000000-0000-0000-0000-000000000001", "GET"), InlineData("PUT", "/api/v1/parties/ukraine/statements", "POST")]
    [InlineData("POST", "/api/v1/parties/ukraine/replay", "GET"), InlineData("PATCH", "/api/v1/issues", "GET, POST")]
    [InlineData("GET", "/api/v1/parties/ukraine/memberships", "POST"), InlineData("PUT", "/api/v1/parties/ukraine/successions", "POST")]
    [InlineData("DELETE", "/api/v1/negotiations", "GET, POST"), InlineData("PATCH", "/api/v1/negotiations/talks", "GET"), InlineData("GET", "/api/v1/negotiations/talks/rounds", "POST")]
    [InlineData("PUT", "/api/v1/parties/ukraine/stances/cede-territory?on=2025-08-09", "GET")]
    public async Task With_a_method_that_is_not_supported_say_which_are(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new(method), path) { Headers = { { "X-Api-Key", LedgerApp.AdminKey } } };
        using var response = await app.Host.Server.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
        Assert.Contains("/problems/method-not-allowed", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/parties", HttpStatusCode.OK), InlineData("/api/v1/parties/nobody", HttpStatusCode.NotFound), InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/sources/rt/grades", HttpStatusCode.MethodNotAllowed), InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task Are_answered_to_HEAD_as_to_GET_without_a_body(string path, HttpStatusCode status)
    {
        var get = await Api.Of(app).GetAsync(path);
        var head = await Api.Of(app).SendAsync(HttpMethod.Head, path, null);

        Assert.Equal((status, status, ""), (get.Status, head.Status, head.Text));
        Assert.Equal((get.ETag, get.ContentType), (head.ETag, head.ContentType));
    }

    [Theory]
    [InlineData("/api/v1/nothing"), InlineData("/api/v2/parties"), InlineData("/api/v1/statements/no-uuid"), InlineData("/nothing")]
    public async Task That_lead_nowhere_are_404(string path)
    {
        var reply = await Api.Of(app).GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("application/x-ndjson"), InlineData("text/html"), InlineData("text/csv"), InlineData("application/xml;q=0.5"), InlineData("nonsense")]
    public async Task Are_answered_with_problem_details_whatever_the_caller_accepts(string accept)
    {
        var nowhere = await Api.Of(app).GetAsync("/api/v1/nothing", ("Accept", accept));
        var wrongMethod = await Api.Of(app).SendAsync(HttpMethod.Delete, "/api/v1/parties", null, ("Accept", accept));
        var unknown = await Api.Of(app).GetAsync("/api/v1/parties/nobody", ("Accept", accept));

        Assert.Equal(("not-found", "method-not-allowed", "unknown-party"), (nowhere.Problem, wrongMethod.Problem, unknown.Problem));
    }

    [Theory]
    [InlineData("/api/v1/statements/no-uuid/retractions"), InlineData("/api/v1/statements/00000000-0000-0000-0000-000000000001/reports/one/retractions")]
    [InlineData("/api/v1/statements/00000000-0000-0000-0000-000000000001/reports/99999999999/retractions")]
    public async Task That_lead_nowhere_write_nothing(string path)
    {
        var before = await Footprint.OfAsync(app);

        var reply = await Api.Of(app).PostAsync(path, new { reason = "x" }, ("If-Match", "*"));

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (reply.Status, reply.Problem));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Of_absurd_length_are_answered_without_looking_for_near_misses()
    {
        var reply = await Api.Of(app).GetAsync($"/api/v1/parties/{new string('a', 5_000)}");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-party"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("/api/v1/parties?limit=0", "limit"), InlineData("/api/v1/parties?limit=1001", "limit"), InlineData("/api/v1/parties?limit=ten", "limit")]
    [InlineData("/api/v1/parties?limit=99999999999", "limit"), InlineData("/api/v1/sources?after=Not%20A%20Slug", "after"), InlineData("/api/v1/issues?limit=-1", "limit")]
    [InlineData("/api/v1/negotiations?limit=0", "limit"), InlineData("/api/v1/negotiations?after=A", "after"), InlineData("/api/v1/negotiations/talks?rounds=1", "rounds")]
    [InlineData("/api/v1/parties?sort=name", "sort"), InlineData("/api/v1/parties?limit=1&limit=2", "limit"), InlineData("/api/v1/parties/ukraine?on=2025-01-01", "on")]
    [InlineData("/api/v1/issues?negotiation=%00", "negotiation"), InlineData("/api/v1/issues?Negotiation=talks", "Negotiation")]
    [InlineData("/api/v1/parties/a/replay?from=0", "from"), InlineData("/api/v1/parties/a/replay?to=x", "to"), InlineData("/api/v1/parties/a/replay?from=4&to=2", "to"), InlineData("/api/v1/parties/a/replay?on=2025-02-30", "on")]
    [InlineData("/api/v1/parties/a/stances/b", "on"), InlineData("/api/v1/parties/a/stances/b?on=", "on"), InlineData("/api/v1/parties/a/stances/b?on=2025-02-30", "on")]
    [InlineData("/api/v1/parties/a/stances/b?on=2025-08", "on"), InlineData("/api/v1/parties/a/stances/b?on=today", "on"), InlineData("/api/v1/parties/a/stances/b?date=2025-08-09", "date")]
    [InlineData("/api/v1/parties/a/stances/b?on=2025-08-09&policy=loudest/1", "policy"), InlineData("/api/v1/parties/a/stances/b/explanation", "on")]
    [InlineData("/api/v1/parties/a/stances/b?on=2025-08-09&on=2025-08-10", "on"), InlineData("/api/v1/parties/a/stances/b?on=99999-01-01", "on")]
    public async Task With_query_parameters_that_cannot_be_used_are_refused_and_named(string path, string parameter)
    {
        var reply = await Api.Of(app).GetAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(parameter, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }
}
