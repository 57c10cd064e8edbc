using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class Changes(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    private string Path => $"/api/v1/changes?negotiation={_talks.Negotiation}";

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync(Api.Of(app), ["lowland", "upland"], ["aid", "border"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Between_two_days_are_how_each_party_moved_by_party_and_issue()
    {
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "open", "2025-08-05");
        var last = await _talks.SaysAsync("upland", "border", "accepts", "2025-08-09");
        await _talks.SaysAsync("upland", "aid", "accepts", "2025-08-09");
        await _talks.SaysAsync("lowland", "border", "accepts", "2025-08-09");
        await _talks.SaysAsync("lowland", "aid", "accepts", "2025-08-01");

        var changes = await _talks.ChangesAsync("2025-08-01", "2025-08-09");

        Assert.Equal(["lowland border 2025-08-09 firstStated undeclared accepts", "upland aid 2025-08-09 firstStated undeclared accepts",
            "upland border 2025-08-09 reversed rejects accepts"], Lines(changes));
        var reversed = changes["shifts"]![2]!;
        Assert.Equal(("towardsAcceptance", "moved towards acceptance by 4", last),
            ($"{reversed["direction"]}", $"{reversed["words"]}", $"{reversed["statement"]}"));
        Assert.Equal(("2025-08-01", "2025-08-09", "authority-first/1", 0), ($"{changes["sinceOn"]}", $"{changes["on"]}",
            $"{changes["policy"]}", changes["revisions"]!.AsArray().Count));
    }

    [Fact]
    public async Task Between_a_day_and_itself_and_where_all_came_back_are_none()
    {
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01", statement => statement["effectiveUntil"] = "2025-08-20");

        Assert.Empty(Lines(await _talks.ChangesAsync("2025-08-01", "2025-08-01")));
        Assert.Empty(Lines(await _talks.ChangesAsync("2025-08-01", "2025-08-20")));
        Assert.Empty(Lines(await _talks.ChangesAsync("2025-07-01", "2025-07-31")));
        Assert.Equal(["upland border 2025-08-21 lapsed rejects lapsed"], Lines(await _talks.ChangesAsync("2025-08-20", "2025-08-21")));
    }

    [Fact]
    public async Task Show_a_correction_as_no_shift_of_any_day()
    {
        var id = await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await _talks.AmendAsync(id, "corrections", new { reason = "a slip", stance = "accepts" });
        await _talks.GradeAsync("A");

        Assert.Equal(["upland border 2025-12-31 firstStated undeclared accepts"], Lines(await _talks.ChangesAsync("2025-07-31", "2025-12-31")));
        Assert.Empty(Lines(await _talks.ChangesAsync("2025-08-01", "2025-12-31")));
    }

    [Fact]
    public async Task Show_a_condition_that_was_met_in_between()
    {
        var id = await _talks.SaysAsync("upland", "border", "accepts", "2025-08-01", statement => statement.If("a ceasefire"));
        await _talks.AmendAsync(id, "conditions/1/assessments", new { state = "met", on = "2025-08-20", reason = "it was signed" });

        Assert.Empty(Lines(await _talks.ChangesAsync("2025-08-01", "2025-08-19")));
        Assert.Equal(["upland border 2025-08-20 conditionDropped accepts accepts"], Lines(await _talks.ChangesAsync("2025-08-19", "2025-08-20")));
    }

    [Fact]
    public async Task Show_who_only_may_have_spoken_when_it_is_certain()
    {
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08");

        Assert.Empty(Lines(await _talks.ChangesAsync("2025-07-31", "2025-08-30")));
        Assert.Equal(["upland border 2025-08-31 firstStated undeclared rejects"], Lines(await _talks.ChangesAsync("2025-08-30", "2025-08-31")));
    }

    [Theory]
    [InlineData("authority-first/1", ""), InlineData("latest-first/1", "upland border 2025-08-09 opened rejects open")]
    public async Task By_either_policy_are_that_ones(string policy, string expected)
    {
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "open", "2025-08-05", statement => statement.By("office"));

        Assert.Equal(expected, string.Join('\n', Lines(await _talks.ChangesAsync("2025-08-01", "2025-08-09", $"&policy={policy}"))));
    }

    [Fact]
    public async Task Without_a_negotiation_are_those_of_all()
    {
        await _talks.RegisterAsync("toll", _talks.Id("others"));
        await _talks.SaysAsync("upland", "toll", "accepts", "2019-02-03");
        await _talks.SaysAsync("upland", "border", "accepts", "2019-02-03");

        var all = await _talks.AskAsync("/api/v1/changes?sinceOn=2019-02-02&on=2019-02-03");

        Assert.Equal(["border", "toll"], _talks.Lines(all["shifts"], "issue"));
        Assert.Equal(["border"], _talks.Lines((await _talks.ChangesAsync("2019-02-02", "2019-02-03"))["shifts"], "issue"));
    }

    [Fact]
    public async Task That_a_reader_has_already_are_304_until_something_is_recorded()
    {
        await SealedLedger.IsSealedAsync(app); // Which changes what every answer says of the ledger.
        var first = await _talks.Api.GetAsync($"{Path}&sinceOn=2025-08-01&on=2025-08-09");
        var same = await _talks.Api.GetAsync($"{Path}&sinceOn=2025-08-01&on=2025-08-09", ("If-None-Match", first.ETag!));
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-02");
        var changed = await _talks.Api.GetAsync($"{Path}&sinceOn=2025-08-01&on=2025-08-09", ("If-None-Match", first.ETag!));

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.Status, changed.Status));
        Assert.Single(changed.Json["shifts"]!.AsArray());
    }

    [Fact]
    public async Task Of_no_negotiation_that_is_recorded_are_404_with_near_misses()
    {
        var reply = await _talks.Api.GetAsync($"{Path}x&sinceOn=2025-08-01&on=2025-08-09");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-negotiation", _talks.Negotiation), (reply.Status, reply.Problem, $"{reply.Json["suggestions"]?[0]}"));
    }

    [Theory]
    [InlineData("on=2025-08-09", "sinceOn"), InlineData("sinceOn=2025-08-09", "on"), InlineData("sinceOn=2025-08-10&on=2025-08-09", "on")]
    [InlineData("sinceOn=yesterday&on=2025-08-09", "sinceOn"), InlineData("sinceOn=2025-08-01&on=2025-08-09&policy=mine", "policy")]
    [InlineData("sinceOn=2025-08-01&sinceOn=2025-08-02&on=2025-08-09", "sinceOn"), InlineData("sinceOn=2025-08-01&on=2025-08-09&parties=upland", "parties")]
    public async Task Asked_for_wrongly_are_400_with_the_field(string query, string field)
    {
        var reply = await _talks.Api.GetAsync($"/api/v1/changes?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    private string[] Lines(JsonNode changes) => _talks.Lines(changes["shifts"], "party", "issue", "on", "kind", "before", "after");
}
