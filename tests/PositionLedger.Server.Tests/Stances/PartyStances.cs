using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class PartyStances(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    private string Path => $"/api/v1/parties/{_talks.Id("upland")}/stances";

    public async ValueTask InitializeAsync() =>
        _talks = await Talks.BeginAsync(Api.Of(app), ["upland", "bloc"], ["ceasefire", "border", "aid", "elsewhere"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task List_by_issue_where_a_party_is_on_record_and_nothing_else()
    {
        await _talks.SaysAsync("upland", "ceasefire", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-09");
        await _talks.SaysAsync("bloc", "aid", "rejects", "2025-08-09");

        await SealedLedger.IsSealedAsync(app);
        var answer = await _talks.PartyAsync("upland", "2025-08-08");

        Assert.Equal(["upland border undeclared", "upland ceasefire accepts stated 2025-08-01"], Cells(answer));
        Assert.Equal((_talks.Id("upland"), "2025-08-08", "authority-first/1", null),
            ($"{answer["party"]}", $"{answer["on"]}", $"{answer["policy"]}", answer["next"]?.ToString()));
        Assert.Equal(0, (int)answer["ledger"]!["pending"]!);
    }

    [Fact]
    public async Task Of_a_party_that_said_nothing_are_none()
    {
        Assert.Empty((await _talks.PartyAsync("upland", "2025-08-09"))["stances"]!.AsArray());
    }

    [Fact]
    public async Task Are_read_page_by_page_without_a_gap()
    {
        foreach (var issue in (string[])["ceasefire", "border", "aid"])
            await _talks.SaysAsync("upland", issue, "accepts", "2025-08-01");

        var first = await _talks.PartyAsync("upland", "2025-08-09", "&limit=2");
        var last = await _talks.PartyAsync("upland", "2025-08-09", $"&limit=2&after={first["next"]}");

        Assert.Equal(["aid", "border"], _talks.Lines(first["stances"], "issue"));
        Assert.Equal(["ceasefire"], _talks.Lines(last["stances"], "issue"));
        Assert.Equal((_talks.Id("border"), null), ($"{first["next"]}", last["next"]?.ToString()));
    }

    [Fact]
    public async Task Of_one_negotiation_leave_out_the_issues_of_others()
    {
        await _talks.RegisterAsync("toll", _talks.Id("others"));
        await _talks.SaysAsync("upland", "toll", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "aid", "accepts", "2025-08-01");

        Assert.Equal(["toll"], _talks.Lines((await _talks.PartyAsync("upland", "2025-08-09", $"&negotiation={_talks.Id("others")}"))["stances"], "issue"));
        Assert.Equal(["aid", "toll"], _talks.Lines((await _talks.PartyAsync("upland", "2025-08-09"))["stances"], "issue"));
    }

    [Fact]
    public async Task By_another_policy_are_that_ones()
    {
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "open", "2025-08-02", statement => statement.By("office"));

        Assert.Equal(["upland border rejects stated 2025-08-01"], Cells(await _talks.PartyAsync("upland", "2025-08-09")));
        Assert.Equal(["upland border open stated 2025-08-02"], Cells(await _talks.PartyAsync("upland", "2025-08-09", "&policy=latest-first/1")));
    }

    [Fact]
    public async Task That_a_reader_has_already_are_304_until_something_is_recorded()
    {
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await SealedLedger.IsSealedAsync(app); // Which changes what every answer says of the ledger.
        var first = await _talks.Api.GetAsync($"{Path}?on=2025-08-09");

        var same = await _talks.Api.GetAsync($"{Path}?on=2025-08-09", ("If-None-Match", first.ETag!));
        var otherDay = await _talks.Api.GetAsync($"{Path}?on=2025-07-09", ("If-None-Match", first.ETag!));
        await _talks.SaysAsync("upland", "border", "open", "2025-08-02");
        var changed = await _talks.Api.GetAsync($"{Path}?on=2025-08-09", ("If-None-Match", first.ETag!));

        Assert.Equal((HttpStatusCode.NotModified, ""), (same.Status, same.Text));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (otherDay.Status, changed.Status));
    }

    [Fact]
    public async Task Of_nobody_who_is_recorded_are_404_with_near_misses()
    {
        var party = await _talks.Api.GetAsync($"/api/v1/parties/{_talks.Id("upland")}x/stances?on=2025-08-09");
        var negotiation = await _talks.Api.GetAsync($"{Path}?on=2025-08-09&negotiation={_talks.Negotiation}x");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-party", _talks.Id("upland")), (party.Status, party.Problem, $"{party.Json["suggestions"]?[0]}"));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-negotiation", _talks.Negotiation),
            (negotiation.Status, negotiation.Problem, $"{negotiation.Json["suggestions"]?[0]}"));
    }

    [Theory]
    [InlineData("", "on"), InlineData("on=", "on"), InlineData("on=2025-02-30", "on"), InlineData("on=2025-08", "on"), InlineData("on=0000-01-01", "on")]
    [InlineData("on=2025-08-09&on=2025-08-10", "on"), InlineData("on=2025-08-09&policy=loudest-first/1", "policy")]
    [InlineData("on=2025-08-09&after=UP", "after"), InlineData("on=2025-08-09&limit=0", "limit"), InlineData("on=2025-08-09&limit=1001", "limit")]
    [InlineData("on=2025-08-09&On=2025-08-09", "On"), InlineData("on=2025-08-09&issue=border", "issue")]
    public async Task Asked_for_wrongly_are_400_with_the_field(string query, string field)
    {
        var reply = await _talks.Api.GetAsync($"{Path}?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task Asked_for_with_several_mistakes_name_them_all()
    {
        var reply = await _talks.Api.GetAsync($"{Path}?on=today&policy=mine&limit=-1");

        Assert.Equal(["limit", "on", "policy"], reply.Json["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private string[] Cells(JsonNode answer) => _talks.Lines(answer["stances"], "party", "issue", "stance", "firmness", "since");
}
