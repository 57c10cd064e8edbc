using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class PositionMatrix(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    private string Path => $"/api/v1/matrix?negotiation={_talks.Negotiation}&on=2025-08-09";

    public async ValueTask InitializeAsync()
    {
        _talks = await Talks.BeginAsync(Api.Of(app), ["lowland", "midland", "upland"], ["aid", "border"]);
        await _talks.SaysAsync("lowland", "aid", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-09");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Has_a_cell_for_everybody_on_record_on_every_issue_party_by_party()
    {
        var matrix = await _talks.MatrixAsync("2025-08-09");

        Assert.Equal(["aid", "border"], Names(matrix["issues"]));
        Assert.Equal(["lowland", "upland"], Names(matrix["parties"]));
        Assert.Equal(
            ["lowland aid accepts stated", "lowland border undeclared", "upland aid undeclared", "upland border rejects stated"], Cells(matrix));
        Assert.Equal(("2025-08-09", "authority-first/1"), ($"{matrix["on"]}", $"{matrix["policy"]}"));
    }

    [Fact]
    public async Task Of_those_asked_for_keeps_their_order_and_shows_who_said_nothing()
    {
        var matrix = await _talks.AskAsync(
            $"/api/v1/matrix?on=2025-08-09&parties={_talks.Ids("upland", "midland", "upland")}&issues={_talks.Ids("border", "aid")}");

        Assert.Equal(
            ["upland border rejects stated", "upland aid undeclared", "midland border undeclared", "midland aid undeclared"], Cells(matrix));
    }

    [Fact]
    public async Task Of_a_negotiation_leaves_out_the_issues_of_others()
    {
        await _talks.RegisterAsync("toll", _talks.Id("others"));
        await _talks.SaysAsync("midland", "toll", "accepts", "2025-08-01");

        Assert.Equal(["upland border rejects stated"],
            Cells(await _talks.MatrixAsync("2025-08-09", $"&issues={_talks.Ids("toll", "border")}")));
        Assert.Equal(["midland toll accepts stated"], Cells(await _talks.AskAsync($"/api/v1/matrix?negotiation={_talks.Id("others")}&on=2025-08-09")));
    }

    [Fact]
    public async Task Where_nobody_is_on_record_is_empty()
    {
        await _talks.RegisterAsync("toll", _talks.Id("others"));

        var matrix = await _talks.AskAsync($"/api/v1/matrix?negotiation={_talks.Id("others")}&on=2025-08-09");

        Assert.Equal((0, 1, 0), (matrix["parties"]!.AsArray().Count, matrix["issues"]!.AsArray().Count, matrix["cells"]!.AsArray().Count));
    }

    [Fact]
    public async Task Lets_statements_of_a_later_day_count_from_that_day()
    {
        Assert.Equal("undeclared", Cells(await _talks.MatrixAsync("2025-08-08"))[^1].Split(' ')[2]);
        Assert.Equal("rejects", Cells(await _talks.MatrixAsync("2025-08-09"))[^1].Split(' ')[2]);
    }

    [Theory]
    [InlineData("authority-first/1", "rejects"), InlineData("latest-first/1", "open")]
    public async Task By_either_policy_is_that_ones(string policy, string stance)
    {
        await _talks.SaysAsync("upland", "border", "open", "2025-08-10", statement => statement.By("office"));

        var matrix = await _talks.MatrixAsync("2025-08-10", $"&policy={policy}");

        Assert.Equal((policy, $"upland border {stance} stated"), ($"{matrix["policy"]}", Cells(matrix)[^1]));
    }

    [Fact]
    public async Task That_a_reader_has_already_is_304_until_something_is_recorded()
    {
        await SealedLedger.IsSealedAsync(app); // Which changes what every answer says of the ledger.
        var first = await _talks.Api.GetAsync(Path);
        var same = await _talks.Api.GetAsync(Path, ("If-None-Match", first.ETag!));
        await _talks.GradeAsync("C");
        var changed = await _talks.Api.GetAsync(Path, ("If-None-Match", first.ETag!));

        Assert.Equal((HttpStatusCode.NotModified, ""), (same.Status, same.Text));
        Assert.Equal((HttpStatusCode.OK, "C2"), (changed.Status, (string?)changed.Json["cells"]![0]!["basis"]!["grade"]));
    }

    [Theory]
    [InlineData("parties", "unknown-party", "upland"), InlineData("issues", "unknown-issue", "border"), InlineData("negotiation", "unknown-negotiation", "talks")]
    public async Task Of_what_is_not_recorded_is_404_with_near_misses(string field, string problem, string near)
    {
        var reply = await _talks.Api.GetAsync($"/api/v1/matrix?on=2025-08-09&{field}={_talks.Id(near)}x"
            + (field == "issues" ? "" : $"&issues={_talks.Id("aid")}"));

        Assert.Equal((HttpStatusCode.NotFound, problem, _talks.Id(near)), (reply.Status, reply.Problem, $"{reply.Json["suggestions"]?[0]}"));
    }

    [Theory]
    [InlineData("issues=aid", "on"), InlineData("on=2025-08-09", "negotiation"), InlineData("on=2025-08-09&negotiation=&issues=", "negotiation")]
    [InlineData("on=2025-8-9&issues=aid", "on"), InlineData("on=2025-08-09&issues=aid&on=2025-08-09", "on")]
    [InlineData("on=2025-08-09&issues=aid,", "issues"), InlineData("on=2025-08-09&issues=aid&parties=UP", "parties")]
    [InlineData("on=2025-08-09&issues=aid&parties=a&parties=b", "parties"), InlineData("on=2025-08-09&issues=aid&policy=", "policy")]
    [InlineData("on=2025-08-09&issues=aid&issue=aid", "issue")]
    public async Task Asked_for_wrongly_is_400_with_the_field(string query, string field)
    {
        var reply = await _talks.Api.GetAsync($"/api/v1/matrix?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    [Theory]
    [InlineData("parties"), InlineData("issues")]
    public async Task That_names_more_than_500_is_400(string field)
    {
        var reply = await _talks.Api.GetAsync($"{Path}&{field}={string.Join(',', Enumerable.Range(0, 501).Select(i => $"n-{i}"))}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Contains("501", $"{reply.Json["errors"]![field]![0]}", StringComparison.Ordinal);
    }

    private string[] Cells(JsonNode matrix) => _talks.Lines(matrix["cells"], "party", "issue", "stance", "firmness");

    private static string[] Names(JsonNode? ids) => [.. ids!.AsArray().Select(id => $"{id}".Split('-')[0])];
}
