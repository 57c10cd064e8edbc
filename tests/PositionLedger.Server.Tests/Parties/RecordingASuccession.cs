using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Parties;

[Collection(SharedLedger.Name)]
public sealed class RecordingASuccession(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;
    private string _after = "";

    private string Path => $"/api/v1/parties/{_cell.Party}/successions";

    public async ValueTask InitializeAsync() => (_cell, _after) = (await Given.CellAsync(_api), (await Given.CellAsync(_api)).Party);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Answers_where_it_is_and_shows_it_with_both_parties()
    {
        var reply = await _api.PostAsync(Path, new { to = _after, kind = "merged", on = "2025-10-01" });

        var expected = $$"""{"to":"{{_after}}","kind":"merged","on":"2025-10-01"}""";
        Assert.Equal((HttpStatusCode.Created, $"/api/v1/parties/{_cell.Party}", expected), (reply.Status, reply.Headers.Location?.ToString(), reply.Text));
        Assert.Equal(($"[{expected}]", "[]"), await ShownAsync(_cell.Party));
        Assert.Equal(("[]", $$"""[{"party":"{{_cell.Party}}","kind":"merged","on":"2025-10-01"}]"""), await ShownAsync(_after));
    }

    [Fact]
    public async Task Again_with_the_same_content_changes_nothing()
    {
        var succession = new { to = _after, kind = "replaced", on = "2025-10-01" };
        var first = await Given.Created(_api.PostAsync(Path, succession));
        var before = await Footprint.OfAsync(app);

        var again = await _api.PostAsync(Path, succession);

        Assert.Equal((HttpStatusCode.OK, first.Text), (again.Status, again.Text));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task To_another_party_is_one_more_and_to_the_same_replaces_what_was_recorded()
    {
        var other = (await Given.CellAsync(_api)).Party;
        await Given.Created(_api.PostAsync(Path, new { to = _after, kind = "split", on = "2025-10-02" }));
        await Given.Created(_api.PostAsync(Path, new { to = other, kind = "split", on = "2025-10-01" }));

        await Given.Created(_api.PostAsync(Path, new { to = _after, kind = "split", on = "2025-10-03" }));

        Assert.Equal($$"""[{"to":"{{other}}","kind":"split","on":"2025-10-01"},{"to":"{{_after}}","kind":"split","on":"2025-10-03"}]""", (await ShownAsync(_cell.Party)).Successors);
    }

    [Fact]
    public async Task Is_not_found_for_a_party_that_is_not_there()
    {
        var reply = await RefusedAsync(404, "unknown-party", _after, $"/api/v1/parties/{_cell.Party[..^1]}/successions");

        Assert.Contains(_cell.Party, reply["suggestions"]!.AsArray().Select(x => x!.ToString()));
    }

    [Fact]
    public async Task To_a_party_that_is_not_there_is_refused_with_those_that_are_near()
    {
        var reply = await RefusedAsync(422, "unknown-party", _after[..^1]);

        Assert.Equal("to", reply["field"]!.ToString());
        Assert.Contains(_after, reply["suggestions"]!.AsArray().Select(x => x!.ToString()));
    }

    [Fact]
    public async Task To_itself_is_refused() => Assert.Equal("to", (await RefusedAsync(422, "successor-of-itself", _cell.Party))["field"]!.ToString());

    [Fact]
    public async Task And_a_new_name_leave_every_event_and_every_stance_as_they_were()
    {
        await _cell.RecordAsync();
        await _api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{_cell.Party}", Api.Json(new { aliases = new[] { "An alias" } }));
        await Given.Created(_api.PostAsync($"/api/v1/parties/{_cell.Party}/memberships", new { bloc = _after, from = "2025-01-01", speaksFor = false }));
        await SealedLedger.IsSealedAsync(app);
        var (events, stance, theirs) = (await EventsAsync(), await StanceAsync(_cell.Party), await StanceAsync(_after));

        await _api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{_cell.Party}", Api.Json(new { name = "Another name" }));
        await Given.Created(_api.PostAsync(Path, new { to = _after, kind = "replaced", on = "2025-08-01" }));

        Assert.Equal(events, (await EventsAsync()).Take(events.Length));
        Assert.Equal((stance, theirs), (await StanceAsync(_cell.Party), await StanceAsync(_after)));
        Assert.Equal(["party.renamed.v1", "succession.recorded.v1"], (await EventsAsync()).Skip(events.Length).Select(e => JsonNode.Parse(e)!["type"]!.ToString()));
        var party = (await _api.GetAsync($"/api/v1/parties/{_cell.Party}")).Json;
        Assert.Equal(("Another name", """["An alias"]""", 1), (party["name"]!.ToString(), party["aliases"]!.ToJsonString(), party["memberships"]!.AsArray().Count));
    }

    private async Task<JsonNode> RefusedAsync(int status, string code, string to, string? path = null)
    {
        var before = await Footprint.OfAsync(app);
        var reply = await _api.PostAsync(path ?? Path, new { to, kind = "split", on = "2025-10-01" });

        Assert.Equal((status, code), ((int)reply.Status, reply.Problem));
        Assert.Equal(before, await Footprint.OfAsync(app));
        return reply.Json;
    }

    private async Task<(string Successors, string Predecessors)> ShownAsync(string party)
    {
        var shown = (await _api.GetAsync($"/api/v1/parties/{party}")).Json;
        return (shown["successors"]!.ToJsonString(), shown["predecessors"]!.ToJsonString());
    }

    private async Task<string[]> EventsAsync() =>
        [.. (await _api.GetAsync($"/api/v1/parties/{_cell.Party}/replay?on=2025-12-01")).Json["events"]!.AsArray().Select(e => e!.ToJsonString())];

    private async Task<string> StanceAsync(string party)
    {
        var stance = (await _api.GetAsync($"/api/v1/parties/{party}/stances/{_cell.Issue}?on=2025-12-01")).Json.AsObject();
        Assert.True(stance.Remove("ledger") && stance.Remove("permalink"));
        return stance.ToJsonString();
    }
}
