using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class StanceHistory(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    private string Path => $"/api/v1/parties/{_talks.Id("upland")}/stances/{_talks.Id("border")}/history";

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync(Api.Of(app), ["upland"], ["border"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Tells_periods_without_a_gap_and_how_the_party_moved_in_neutral_words()
    {
        var first = await SaysAsync("rejects", "2025-08-01");
        var second = await SaysAsync("leansAgainst", "2025-08-09");
        var third = await SaysAsync("accepts", "2025-08-20");

        var history = await HistoryAsync();

        Assert.Equal([$"2025-08-01 2025-08-08 rejects 2025-08-01 {first}", $"2025-08-09 2025-08-19 leansAgainst 2025-08-09 {second}",
            $"2025-08-20 accepts 2025-08-20 {third}"], Periods(history));
        Assert.Equal(["2025-08-01 firstStated none undeclared rejects said for the first time: rejects, stated",
            "2025-08-09 softened towardsAcceptance rejects leansAgainst moved towards acceptance by 1",
            "2025-08-20 reversed towardsAcceptance leansAgainst accepts moved towards acceptance by 3"],
            _talks.Lines(history["shifts"], "on", "kind", "direction", "before", "after", "words"));
        Assert.Equal([first, second, third], _talks.Lines(history["shifts"], "statement"));
        Assert.Empty(history["revisions"]!.AsArray());
    }

    [Fact]
    public async Task Of_a_party_that_said_nothing_is_empty()
    {
        var history = await HistoryAsync();

        Assert.Equal((0, 0, 0),
            (history["periods"]!.AsArray().Count, history["shifts"]!.AsArray().Count, history["revisions"]!.AsArray().Count));
    }

    [Fact]
    public async Task Takes_a_condition_that_is_met_later_for_a_shift_on_that_day()
    {
        var id = await SaysAsync("accepts", "2025-08-01", statement => statement.If("a ceasefire"));
        await _talks.AmendAsync(id, "conditions/1/assessments", new { state = "met", on = "2025-08-20", reason = "it was signed" });

        var history = await HistoryAsync();

        Assert.Equal(["2025-08-01 firstStated accepts", "2025-08-20 conditionDropped accepts"], Shifts(history));
        Assert.Equal("1 condition met", $"{history["shifts"]![1]!["words"]}");
        Assert.Equal(["open", "met"], history["periods"]!.AsArray().Select(period => $"{period!["conditions"]![0]!["state"]}"));
        Assert.Empty(history["revisions"]!.AsArray());
    }

    [Fact]
    public async Task Tells_a_lapse_a_tie_a_withdrawal_and_a_return_by_their_names()
    {
        await SaysAsync("accepts", "2025-08-01", statement => statement["effectiveUntil"] = "2025-08-05");
        var withdrawn = await SaysAsync("rejects", "2025-08-10");
        await SaysAsync("rejects", "2025-08-20");
        await SaysAsync("accepts", "2025-08-20");
        var last = await SaysAsync("open", "2025-08-25");
        await _talks.SaysAsync("upland", "border", "open", "2025-08-30", statement =>
        {
            (statement["kind"], statement["refersTo"]) = ("withdrawal", last);
            statement.Remove("stance");
            statement.Remove("firmness");
        });

        Assert.Equal(["2025-08-01 firstStated accepts", "2025-08-06 lapsed lapsed", "2025-08-10 restated rejects", "2025-08-20 contested contested",
            "2025-08-25 restated open", "2025-08-30 withdrawn withdrawn"], Shifts(await HistoryAsync()));
        Assert.Contains(withdrawn, Periods(await HistoryAsync())[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begins_with_no_first_day_where_something_may_have_been_said_on_any_before()
    {
        await SaysAsync("rejects", "../2025-08-09");

        var history = await HistoryAsync();

        Assert.Equal(["2025-08-08 undeclared uncertain undeclared+rejects", "2025-08-09 rejects certain rejects"],
            _talks.Lines(history["periods"], "from", "until", "stance", "certainty", "possible").Select(Sorted));
        Assert.Null(history["periods"]![0]!["from"]);
        Assert.Equal(["2025-08-09 firstStated rejects"], Shifts(history));
    }

    [Fact]
    public async Task By_another_policy_is_that_ones()
    {
        await SaysAsync("rejects", "2025-08-01");
        await SaysAsync("open", "2025-08-09", statement => statement.By("office"));

        var latest = await _talks.HistoryAsync("upland", "border", "?policy=latest-first/1");

        Assert.Equal(["2025-08-01 firstStated rejects"], Shifts(await HistoryAsync()));
        Assert.Equal(("latest-first/1", "2025-08-09 opened open"), ($"{latest["policy"]}", Shifts(latest)[1]));
    }

    [Fact]
    public async Task That_a_reader_has_already_is_304_until_something_is_recorded()
    {
        await SealedLedger.IsSealedAsync(app); // Which changes what every answer says of the ledger.
        var first = await _talks.Api.GetAsync(Path);
        var same = await _talks.Api.GetAsync(Path, ("If-None-Match", first.ETag!));
        await SaysAsync("rejects", "2025-08-01");

        Assert.Equal(HttpStatusCode.NotModified, same.Status);
        Assert.Equal(HttpStatusCode.OK, (await _talks.Api.GetAsync(Path, ("If-None-Match", first.ETag!))).Status);
    }

    [Fact]
    public async Task Of_what_is_not_recorded_is_404_with_near_misses()
    {
        var party = await _talks.Api.GetAsync(Path.Replace("/stances", "x/stances", StringComparison.Ordinal));
        var issue = await _talks.Api.GetAsync(Path.Replace("/history", "x/history", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.NotFound, "unknown-party", _talks.Id("upland")), (party.Status, party.Problem, $"{party.Json["suggestions"]?[0]}"));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-issue", _talks.Id("border")), (issue.Status, issue.Problem, $"{issue.Json["suggestions"]?[0]}"));
    }

    [Theory]
    [InlineData("on=2025-08-09", "on"), InlineData("policy=mine", "policy"), InlineData("policy=latest-first/1&policy=latest-first/1", "policy")]
    public async Task Asked_for_wrongly_is_400_with_the_field(string query, string field)
    {
        var reply = await _talks.Api.GetAsync($"{Path}?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    private Task<string> SaysAsync(string stance, string saidOn, Action<JsonObject>? change = null) =>
        _talks.SaysAsync("upland", "border", stance, saidOn, change);

    private Task<JsonNode> HistoryAsync() => _talks.HistoryAsync("upland", "border");

    private string[] Periods(JsonNode history) => _talks.Lines(history["periods"], "from", "until", "stance", "since", "governedBy");

    private string[] Shifts(JsonNode history) => _talks.Lines(history["shifts"], "on", "kind", "after");

    private static string Sorted(string line) =>
        string.Join(' ', line.Split(' ')[..^1].Append(string.Join('+', line.Split(' ')[^1].Split('+').OrderDescending())));
}
