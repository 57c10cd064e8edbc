using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

[Collection(SharedLedger.Name)]
public sealed class FollowingAnImport(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_how_it_gets_on_until_it_ends()
    {
        var cell = await Given.CellAsync(_api);
        var file = string.Join('\n', [Imported.Header, .. Enumerable.Range(0, 9_000).Select(i => Imported.Row(cell, $"row-{i}", saidOn: $"2025-{i % 8 + 1:00}-01"))]);
        var path = (await Imported.SendAsync(_api, Encoding.UTF8.GetBytes(file), Imported.Csv)).Headers.Location!.ToString();

        using var client = app.Host.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/progress") { Headers = { Authorization = new("Bearer", LedgerApp.AdminKey) } };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var told = new List<(string Event, JsonNode Report)>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel))
            told.Add((item.EventType, JsonNode.Parse(item.Data)!));

        Assert.Equal("end", told[^1].Event);
        Assert.All(told.SkipLast(1), item => Assert.Equal("progress", item.Event));
        Assert.Equal(("completed", 9_000, 9_000),
            (told[^1].Report["state"]!.GetValue<string>(), told[^1].Report["read"]!.GetValue<int>(), told[^1].Report["lines"]!.GetValue<int>()));
        var read = told.Select(item => item.Report["read"]!.GetValue<int>()).ToArray();
        Assert.Equal(read.Order(), read);
        Assert.True(told.Count > 2, "It told nothing on the way.");
    }

    [Fact]
    public async Task Lists_the_newest_import_first_and_page_by_page()
    {
        var cell = await Given.CellAsync(_api);
        var older = await Imported.RowsAsync(_api, [Imported.Row(cell, "a")]);
        var newer = await Imported.RowsAsync(_api, [Imported.Row(cell, "a")]);

        var first = (await _api.GetAsync("/api/v1/imports?limit=1")).Json;
        var second = (await _api.GetAsync($"/api/v1/imports?limit=1&before={first["next"]}")).Json;

        Assert.Equal(newer["id"]!.GetValue<string>(), Assert.Single(first["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(older["id"]!.GetValue<string>(), Assert.Single(second["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.GetAsync("/api/v1/imports?before=yesterday")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/progress")]
    [InlineData("/refusals")]
    public async Task Says_so_where_there_is_no_such_import(string what)
    {
        var reply = await _api.GetAsync($"/api/v1/imports/{Guid.NewGuid()}{what}");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-import"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("application/json", "", 415, "unsupported-media-type")]
    [InlineData("text/csv; charset=utf-16", "", 415, "unsupported-media-type")]
    [InlineData("text/csv", "?dryRun=perhaps", 400, "invalid-request")]
    [InlineData("text/csv", "?kind=shout", 400, "invalid-request")]
    [InlineData("text/csv", "?credibility=9", 400, "invalid-request")]
    [InlineData("text/csv", "?partyKind=planet", 400, "invalid-request")]
    [InlineData("text/csv", "?url=https://example.org", 400, "invalid-request")]
    public async Task Begins_none_that_is_asked_for_wrongly(string type, string query, int status, string problem)
    {
        var reply = await Imported.SendAsync(_api, "key\n"u8.ToArray(), type, query);

        Assert.Equal((status, problem), ((int)reply.Status, reply.Problem));
    }

    [Fact]
    public async Task Needs_a_key()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Imported.SendAsync(Api.Anonymous(app), "key\n"u8.ToArray(), Imported.Csv)).Status);
    }
}
