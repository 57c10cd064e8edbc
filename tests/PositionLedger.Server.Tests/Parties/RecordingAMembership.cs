using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Parties;

[Collection(SharedLedger.Name)]
public sealed class RecordingAMembership(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private string _member = "";
    private string _bloc = "";

    private string Path => $"/api/v1/parties/{_member}/memberships";

    public async ValueTask InitializeAsync() => (_member, _bloc) = ((await Given.CellAsync(_api)).Party, (await Given.CellAsync(_api)).Party);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Answers_where_it_is_and_what_was_recorded_and_shows_it_with_the_party()
    {
        var reply = await _api.PostAsync(Path, new { bloc = _bloc, from = "2025-01-01", until = "2025-06-30", speaksFor = true });

        var expected = $$"""{"bloc":"{{_bloc}}","from":"2025-01-01","until":"2025-06-30","speaksFor":true}""";
        Assert.Equal((HttpStatusCode.Created, $"/api/v1/parties/{_member}", expected), (reply.Status, reply.Headers.Location?.ToString(), reply.Text));
        Assert.Equal($"[{expected}]", await ShownAsync());
        Assert.Equal("[]", (await _api.GetAsync($"/api/v1/parties/{_bloc}")).Json["memberships"]!.ToJsonString());
        Assert.Contains(expected, (await _api.GetAsync("/api/v1/parties?limit=1000")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Again_with_the_same_content_changes_nothing()
    {
        var membership = new { bloc = _bloc, from = "2025-01-01", speaksFor = false };
        await Given.Created(_api.PostAsync(Path, membership));
        var before = await Footprint.OfAsync(app);

        var again = await _api.PostAsync(Path, new { bloc = _bloc, from = "2025-01-01", until = (string?)null, speaksFor = false });

        Assert.Equal((HttpStatusCode.OK, $$"""{"bloc":"{{_bloc}}","from":"2025-01-01","until":null,"speaksFor":false}"""), (again.Status, again.Text));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Many_times_at_once_is_recorded_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => _api.PostAsync(Path, new { bloc = _bloc, from = "2025-01-01", speaksFor = true })));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.Equal(19, replies.Count(reply => reply.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task With_other_content_replaces_the_one_of_the_same_bloc_and_first_day_and_leaves_the_others()
    {
        await Given.Created(_api.PostAsync(Path, new { bloc = _bloc, from = "2025-01-01", speaksFor = true }));
        await Given.Created(_api.PostAsync(Path, new { bloc = _bloc, from = "2010-01-01", until = "2012-12-31", speaksFor = true }));

        await Given.Created(_api.PostAsync(Path, new { bloc = _bloc, from = "2025-01-01", until = "2025-01-01", speaksFor = false }));

        Assert.Equal($$"""
            [{"bloc":"{{_bloc}}","from":"2010-01-01","until":"2012-12-31","speaksFor":true},{"bloc":"{{_bloc}}","from":"2025-01-01","until":"2025-01-01","speaksFor":false}]
            """, await ShownAsync());
        Assert.Equal(3, (await EventsAsync()).Count(type => type == "membership.recorded.v1"));
    }

    [Fact]
    public async Task Keeps_the_first_and_the_last_day_there_is()
    {
        await Given.Created(_api.PostAsync(Path, new { bloc = _bloc, from = "0001-01-01", until = "9999-12-31", speaksFor = true }));
        var again = await _api.PostAsync(Path, new { bloc = _bloc, from = "0001-01-01", until = "9999-12-31", speaksFor = true });

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal($"[{again.Text}]", await ShownAsync());
    }

    [Fact]
    public async Task Is_not_found_for_a_party_that_is_not_there()
    {
        var reply = await RefusedAsync(404, "unknown-party", new { bloc = _bloc, from = "2025-01-01", speaksFor = true }, $"/api/v1/parties/{_member[..^1]}/memberships");

        Assert.Contains(_member, reply["suggestions"]!.AsArray().Select(x => x!.ToString()));
    }

    [Fact]
    public async Task Of_a_bloc_that_is_not_there_is_refused_with_those_that_are_near()
    {
        var reply = await RefusedAsync(422, "unknown-party", new { bloc = _bloc[..^1], from = "2025-01-01", speaksFor = true });

        Assert.Equal(("bloc", _bloc[..^1]), (reply["field"]!.ToString(), reply["subject"]!.ToString()));
        Assert.Contains(_bloc, reply["suggestions"]!.AsArray().Select(x => x!.ToString()));
    }

    [Fact]
    public async Task Of_itself_or_ending_before_it_begins_is_refused()
    {
        var itself = await RefusedAsync(422, "member-of-itself", new { bloc = _member, from = "2025-01-01", speaksFor = true });
        var backwards = await RefusedAsync(422, "until-before-from", new { bloc = _bloc, from = "2025-01-02", until = "2025-01-01", speaksFor = true });

        Assert.Equal(("bloc", "until"), (itself["field"]!.ToString(), backwards["field"]!.ToString()));
    }

    [Fact]
    public async Task Is_refused_when_there_are_as_many_as_the_ledger_keeps()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Given.Created(_api.PostAsync(Path, new { bloc = _bloc, from = $"{1800 + i}-01-01", speaksFor = true }))));

        await RefusedAsync(422, "too-many-memberships", new { bloc = _bloc, from = "2025-01-01", speaksFor = true });
        await Given.Created(_api.PostAsync(Path, new { bloc = _bloc, from = "1800-01-01", speaksFor = false }));
    }

    private async Task<JsonNode> RefusedAsync(int status, string code, object membership, string? path = null)
    {
        var before = await Footprint.OfAsync(app);
        var reply = await _api.PostAsync(path ?? Path, membership);

        Assert.Equal((status, code), ((int)reply.Status, reply.Problem));
        Assert.Equal(before, await Footprint.OfAsync(app));
        return reply.Json;
    }

    private async Task<string> ShownAsync() => (await _api.GetAsync($"/api/v1/parties/{_member}")).Json["memberships"]!.ToJsonString();

    private async Task<IEnumerable<string>> EventsAsync() =>
        (await _api.GetAsync($"/api/v1/parties/{_member}/replay")).Json["events"]!.AsArray().Select(e => e!["type"]!.ToString());
}
