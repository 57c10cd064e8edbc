using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class Overlap(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    private string Path => $"/api/v1/issues/{_talks.Id("border")}/overlap";

    public async ValueTask InitializeAsync() =>
        _talks = await Talks.BeginAsync(Api.Of(app), ["lowland", "midland", "upland"], ["aid", "border"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("rejects", "redLine", "accepts", "committed", "deadlock", "1.00")]
    [InlineData("rejects", "redLine", "accepts", "stated", "gap", "1.00")]
    [InlineData("rejects", "redLine", "leansAgainst", "stated", "declaredRejection", "0.25")]
    [InlineData("open", "stated", "accepts", "stated", "open", "0.5")]
    [InlineData("leansFor", "stated", "accepts", "stated", "declaredOverlap", "0.25")]
    public async Task Reads_two_parties_together(string one, string firmness, string other, string otherFirmness, string reading, string divergence)
    {
        await _talks.SaysAsync("lowland", "border", one, "2025-08-01", statement => statement["firmness"] = firmness);
        await _talks.SaysAsync("upland", "border", other, "2025-08-01", statement => statement["firmness"] = otherFirmness);

        var overlap = await _talks.OverlapAsync("border", "2025-08-09");

        Assert.Equal((reading, decimal.Parse(divergence, System.Globalization.CultureInfo.InvariantCulture)),
            ($"{overlap["reading"]}", (decimal)overlap["divergence"]!));
        Assert.Equal(["lowland upland"], _talks.Lines(overlap["pairs"], "one", "other"));
        Assert.Equal([$"lowland border {one}", $"upland border {other}"], Stances(overlap));
        Assert.Equal((_talks.Id("border"), "2025-08-09", "authority-first/1"), ($"{overlap["issue"]}", $"{overlap["on"]}", $"{overlap["policy"]}"));
    }

    [Fact]
    public async Task Is_conditional_until_the_condition_is_met()
    {
        await _talks.SaysAsync("lowland", "border", "accepts", "2025-08-01");
        var id = await _talks.SaysAsync("upland", "border", "accepts", "2025-08-01", statement => statement.If("a ceasefire"));
        await _talks.AmendAsync(id, "conditions/1/assessments", new { state = "met", on = "2025-08-20", reason = "it was signed" });

        Assert.Equal(["conditional", "declaredOverlap"], await ReadingsAsync("2025-08-19", "2025-08-20"));
    }

    [Fact]
    public async Task Is_contested_where_somebodys_equal_voices_contradict_each_other()
    {
        await _talks.SaysAsync("lowland", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "accepts", "2025-08-05");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-05");

        var overlap = await _talks.OverlapAsync("border", "2025-08-09");

        Assert.Equal(("contested", null), ($"{overlap["reading"]}", overlap["divergence"]?.ToString()));
    }

    [Fact]
    public async Task Is_unknown_while_somebody_at_the_table_declares_nothing_on_it()
    {
        await _talks.SaysAsync("lowland", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await _talks.SaysAsync("midland", "aid", "accepts", "2025-08-01");

        var overlap = await _talks.OverlapAsync("border", "2025-08-09");

        Assert.Equal("unknown", $"{overlap["reading"]}");
        Assert.Equal(["lowland border accepts", "midland border undeclared", "upland border rejects"], Stances(overlap));
        Assert.Equal(["lowland midland", "lowland upland", "midland upland"], _talks.Lines(overlap["pairs"], "one", "other"));
        Assert.Equal([null, "1", null], overlap["pairs"]!.AsArray().Select(pair => pair!["divergence"]?.ToString()));
    }

    [Fact]
    public async Task Where_nobody_is_on_record_is_unknown_and_empty()
    {
        var overlap = await _talks.OverlapAsync("border", "2025-08-09");

        Assert.Equal(("unknown", 0, 0, null), ($"{overlap["reading"]}", overlap["pairs"]!.AsArray().Count, overlap["stances"]!.AsArray().Count,
            overlap["divergence"]?.ToString()));
    }

    [Fact]
    public async Task Of_those_asked_for_leaves_out_the_others_and_keeps_their_order()
    {
        await _talks.SaysAsync("lowland", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("midland", "border", "leansFor", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");

        var overlap = await _talks.OverlapAsync("border", "2025-08-09", $"&parties={_talks.Ids("midland", "lowland")}");

        Assert.Equal("declaredOverlap", $"{overlap["reading"]}");
        Assert.Equal(["midland border leansFor", "lowland border accepts"], Stances(overlap));
    }

    [Theory]
    [InlineData("authority-first/1", "gap"), InlineData("latest-first/1", "declaredOverlap")]
    public async Task By_either_policy_is_that_ones(string policy, string reading)
    {
        await _talks.SaysAsync("lowland", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "accepts", "2025-08-05", statement => statement.By("office"));

        Assert.Equal(reading, $"{(await _talks.OverlapAsync("border", "2025-08-09", $"&policy={policy}"))["reading"]}");
    }

    [Fact]
    public async Task That_a_reader_has_already_is_304_until_something_is_recorded()
    {
        await SealedLedger.IsSealedAsync(app); // Which changes what every answer says of the ledger.
        var first = await _talks.Api.GetAsync($"{Path}?on=2025-08-09");
        var same = await _talks.Api.GetAsync($"{Path}?on=2025-08-09", ("If-None-Match", first.ETag!));
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-02");

        Assert.Equal(HttpStatusCode.NotModified, same.Status);
        Assert.Equal(HttpStatusCode.OK, (await _talks.Api.GetAsync($"{Path}?on=2025-08-09", ("If-None-Match", first.ETag!))).Status);
    }

    [Fact]
    public async Task Of_what_is_not_recorded_is_404_with_near_misses()
    {
        var party = await _talks.Api.GetAsync($"{Path}?on=2025-08-09&parties={_talks.Id("upland")},{_talks.Id("lowland")}x");
        var issue = await _talks.Api.GetAsync($"/api/v1/issues/{_talks.Id("border")}x/overlap?on=2025-08-09");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-party", _talks.Id("lowland")), (party.Status, party.Problem, $"{party.Json["suggestions"]?[0]}"));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-issue", _talks.Id("border")), (issue.Status, issue.Problem, $"{issue.Json["suggestions"]?[0]}"));
    }

    [Theory]
    [InlineData("", "on"), InlineData("on=9.8.2025", "on"), InlineData("on=2025-08-09&on=2025-08-09", "on"), InlineData("on=2025-08-09&parties=,", "parties")]
    [InlineData("on=2025-08-09&policy=mine", "policy"), InlineData("on=2025-08-09&negotiation=talks", "negotiation")]
    public async Task Asked_for_wrongly_is_400_with_the_field(string query, string field)
    {
        var reply = await _talks.Api.GetAsync($"{Path}?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    private async Task<string[]> ReadingsAsync(params string[] days) =>
        [.. (await Task.WhenAll(days.Select(day => _talks.OverlapAsync("border", day)))).Select(overlap => $"{overlap["reading"]}")];

    private string[] Stances(JsonNode overlap) => _talks.Lines(overlap["stances"], "party", "issue", "stance");
}
