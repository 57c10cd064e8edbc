using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

[Collection(SharedLedger.Name)]
public sealed class ChoosingStatements(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;
    private string _first = "";
    private string _second = "";
    private string _others = "";

    public async ValueTask InitializeAsync()
    {
        _talks = await Talks.BeginAsync(Api.Of(app), ["upland", "lowland"], ["aid", "border"]);
        _first = await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        _second = await _talks.SaysAsync("upland", "border", "accepts", "2025-08-05/2025-08-11",
            statement => (statement["kind"], statement["refersTo"]) = ("clarification", _first));
        _others = await _talks.SaysAsync("lowland", "aid", "rejects", "2025-08-09");
        await _talks.AmendAsync(_second, "retractions", new { reason = "r" });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("party=upland", "first second retraction"), InlineData("party=upland,lowland", "first second others retraction")]
    [InlineData("issue=aid", "others"), InlineData("issue=aid&party=upland", ""), InlineData("negotiation=talks", "first second others retraction")]
    [InlineData("negotiation=talks&to=2025-08-01", "first"), InlineData("negotiation=talks&from=2025-08-11&to=2025-08-12", "first second retraction")]
    [InlineData("negotiation=talks&from=2025-08-12", ""), InlineData("party=upland&from=2025-08-02&to=2025-08-04", "")]
    public async Task Takes_those_that_match_with_their_amendments_and_what_they_refer_to(string filter, string expected)
    {
        var lines = await Export.LinesAsync(app, $"?{Ids(filter)}");

        Assert.Equal(expected, string.Join(' ', lines.Select(Name).Where(name => name.Length > 0)));
    }

    [Fact]
    public async Task Leaves_the_reference_data_as_it_is()
    {
        var all = Reference(await Export.LinesAsync(app));

        Assert.Equal(all, Reference(await Export.LinesAsync(app, $"?{Ids("issue=aid&party=upland")}")));
    }

    [Fact]
    public async Task Of_an_earlier_ledger_is_the_beginning_of_what_it_is_now()
    {
        var size = await SealedLedger.IsSealedAsync(app);
        var before = await Export.LinesAsync(app);
        await _talks.SaysAsync("upland", "aid", "rejects", "2025-08-09");

        Assert.Equal(before, (await Export.LinesAsync(app))[..^1]);
        Assert.Equal(before, await Export.LinesAsync(app, $"?ledgerSize={size}"));
    }

    [Theory]
    [InlineData("party=nobody", HttpStatusCode.NotFound, "unknown-party"), InlineData("issue=nothing", HttpStatusCode.NotFound, "unknown-issue")]
    [InlineData("negotiation=none", HttpStatusCode.NotFound, "unknown-negotiation"), InlineData("from=2025-08-02&to=2025-08-01", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("from=august", HttpStatusCode.BadRequest, "invalid-request"), InlineData("ledgerSize=999999999", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("format=1", HttpStatusCode.BadRequest, "invalid-request")]
    public async Task That_cannot_be_chosen_is_refused(string filter, HttpStatusCode status, string problem)
    {
        await SealedLedger.IsSealedAsync(app);

        var reply = await Api.Of(app).GetAsync($"/api/v1/exports/statements.ndjson?{filter}");

        Assert.Equal((status, problem), (reply.Status, reply.Problem is { } code && code.StartsWith("not-on-record", StringComparison.Ordinal) ? problem : reply.Problem));
    }

    [Theory]
    [InlineData("statements.ndjson"), InlineData("statements.csv"), InlineData("statements.parquet"), InlineData("matrix.csv?on=2025-08-09"), InlineData("briefing.md?on=2025-08-09")]
    public async Task Is_answered_with_a_validator_also_to_HEAD(string file)
    {
        await SealedLedger.IsSealedAsync(app);
        var (path, api) = ($"/api/v1/exports/{file}{(file.Contains('?', StringComparison.Ordinal) ? "&" : "?")}{Ids("negotiation=talks")}", Api.Of(app));

        var get = await api.GetAsync(path);
        var head = await api.SendAsync(HttpMethod.Head, path, null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, ""), (get.Status, head.Status, head.Text));
        Assert.Equal((get.ETag, get.ContentType), (head.ETag, head.ContentType));
        Assert.Equal($"{await SealedLedger.IsSealedAsync(app)}", Assert.Single(get.Headers.GetValues("Ledger-Size")));
        Assert.Equal(HttpStatusCode.NotModified, (await api.GetAsync(path, ("If-None-Match", get.ETag!))).Status);
        Assert.NotEqual(get.ETag, (await api.GetAsync($"{path}&ledgerSize={await SealedLedger.IsSealedAsync(app) - 2}")).ETag);
    }

    private string Ids(string filter) => string.Join('&', filter.Split('&').Select(part => part.Split('=') is [var name, var value] && name is not ("from" or "to")
        ? $"{name}={(value is "nobody" or "nothing" or "none" ? value : _talks.Ids(value.Split(',')))}" : part));

    private string Name(string text)
    {
        var line = JsonNode.Parse(text)!;
        var id = $"{line["id"] ?? line["statement"]}";
        return id == _first ? "first" : id == _others ? "others" : id != _second ? "" : line["statement"] is null ? "second" : $"{line["record"]}";
    }

    private static string[] Reference(IEnumerable<string> lines) =>
        [.. lines.Where(text => JsonNode.Parse(text)! is var line && line["statement"] is null && $"{line["record"]}" != "statement")];
}
