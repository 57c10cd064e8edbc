using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Negotiations;

[Collection(SharedLedger.Name)]
public sealed class AddingARound(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private readonly string _id = $"talks-{Guid.NewGuid():N}";

    private string Path => $"/api/v1/negotiations/{_id}/rounds";

    public async ValueTask InitializeAsync() => await Given.Created(_api.PostAsync("/api/v1/negotiations", new { id = _id, title = "Talks" }));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Answers_where_it_is_and_what_was_recorded()
    {
        var reply = await _api.PostAsync(Path, Round("first"));

        var expected = """{"id":"first","title":"A round","from":"2025-08-15","until":"2025-08-16","venue":"Anchorage"}""";
        Assert.Equal((HttpStatusCode.Created, $"/api/v1/negotiations/{_id}", expected), (reply.Status, reply.Headers.Location?.ToString(), reply.Text));
        Assert.Equal($"[{expected}]", (await _api.GetAsync($"/api/v1/negotiations/{_id}")).Json["rounds"]!.ToJsonString());
    }

    [Fact]
    public async Task Is_possible_also_where_only_an_issue_made_the_negotiation_known()
    {
        await Given.Created(_api.PostAsync("/api/v1/issues", new { id = $"{_id}-issue", negotiation = $"{_id}-x", title = "T", proposition = "P." }));

        await Given.Created(_api.PostAsync($"/api/v1/negotiations/{_id}-x/rounds", Round("first")));

        var shown = (await _api.GetAsync($"/api/v1/negotiations/{_id}-x")).Json;
        Assert.Equal((null, 1), (shown["title"]?.ToString(), shown["rounds"]!.AsArray().Count));
    }

    [Fact]
    public async Task Again_with_the_same_content_changes_nothing_and_with_other_content_is_a_conflict()
    {
        await Given.Created(_api.PostAsync(Path, Round("first")));
        var before = await Footprint.OfAsync(app);

        var other = await _api.PostAsync(Path, Round("first", until: "2025-08-17"));

        Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync(Path, Round("first"))).Status);
        Assert.Equal((HttpStatusCode.Conflict, "round-exists", "first"), (other.Status, other.Problem, other.Json["subject"]!.ToString()));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Ending_before_it_begins_is_refused()
    {
        var reply = await RefusedAsync(422, "until-before-from", Path, Round("first", until: "2025-08-14"));

        Assert.Equal("until", reply["field"]!.ToString());
    }

    [Fact]
    public async Task Is_not_found_for_a_negotiation_that_is_not_there()
    {
        var reply = await RefusedAsync(404, "unknown-negotiation", $"/api/v1/negotiations/{_id[..^1]}/rounds", Round("first"));

        Assert.Contains(_id, reply["suggestions"]!.AsArray().Select(x => x!.ToString()));
    }

    [Fact]
    public async Task Is_refused_when_there_are_as_many_as_the_ledger_keeps()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Given.Created(_api.PostAsync(Path, Round($"round-{i}")))));

        await RefusedAsync(422, "too-many-rounds", Path, Round("one-more"));
    }

    private async Task<JsonNode> RefusedAsync(int status, string code, string path, object round)
    {
        var before = await Footprint.OfAsync(app);
        var reply = await _api.PostAsync(path, round);

        Assert.Equal((status, code), ((int)reply.Status, reply.Problem));
        Assert.Equal(before, await Footprint.OfAsync(app));
        return reply.Json;
    }

    private static object Round(string id, string until = "2025-08-16") => new { id, title = "A round", from = "2025-08-15", until, venue = "Anchorage" };
}
