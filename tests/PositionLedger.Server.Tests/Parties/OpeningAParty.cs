using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Parties;

[Collection(SharedLedger.Name)]
public sealed class OpeningAParty(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);
    private readonly string _id = $"party-{Guid.NewGuid():N}";

    [Fact]
    public async Task Answers_where_it_is_and_what_was_recorded()
    {
        var opened = await _api.PostAsync("/api/v1/parties", new { id = _id, name = "Україна", kind = "state", aliases = new[] { "UA", "Ukraine" } });

        Assert.Equal((HttpStatusCode.Created, $"/api/v1/parties/{_id}"), (opened.Status, opened.Headers.Location?.ToString()));
        Assert.Equal($$"""{"id":"{{_id}}","name":"Україна","kind":"state","aliases":["UA","Ukraine"]}""", opened.Text);
        var shown = await _api.GetAsync($"/api/v1/parties/{_id}");
        Assert.Equal($$"""{"id":"{{_id}}","name":"Україна","kind":"state","aliases":["UA","Ukraine"],"statements":0,"firstSaidOn":null,"lastSaidOn":null,"memberships":[],"successors":[],"predecessors":[]}""", shown.Text);
    }

    [Fact]
    public async Task Again_with_the_same_content_changes_nothing_and_with_other_content_is_a_conflict()
    {
        var party = new { id = _id, name = "A party", kind = "bloc" };
        await Given.Created(_api.PostAsync("/api/v1/parties", party));
        var before = await Footprint.OfAsync(app);

        var again = await _api.PostAsync("/api/v1/parties", new { id = _id, name = "A party", kind = "bloc", aliases = Array.Empty<string>() });
        var other = await _api.PostAsync("/api/v1/parties", party with { kind = "body" });

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal((HttpStatusCode.Conflict, "party-exists", _id), (other.Status, other.Problem, other.Json["subject"]!.GetValue<string>()));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Takes_ids_and_aliases_up_to_their_limits()
    {
        var id = _id + new string('x', 96 - _id.Length);

        await Given.Created(_api.PostAsync("/api/v1/parties", new { id, name = new string('n', 200), kind = "delegation", aliases = Enumerable.Range(0, 50).Select(i => $"alias {i}") }));

        Assert.Equal(50, (await _api.GetAsync($"/api/v1/parties/{id}")).Json["aliases"]!.AsArray().Count);
    }

    [Fact]
    public async Task Under_a_new_name_keeps_what_is_not_named()
    {
        await Given.Created(_api.PostAsync("/api/v1/parties", new { id = _id, name = "Old", kind = "body", aliases = new[] { "O." } }));

        var renamed = await RenameAsync(new { name = "New" });
        var relabelled = await RenameAsync(new { aliases = new[] { "N.", "O." } });
        var before = await Footprint.OfAsync(app);
        var same = await RenameAsync(new { name = "New", aliases = new[] { "N.", "O." } });

        Assert.Equal($$"""{"id":"{{_id}}","name":"New","kind":"body","aliases":["O."]}""", renamed.Text);
        Assert.Equal($$"""{"id":"{{_id}}","name":"New","kind":"body","aliases":["N.","O."]}""", relabelled.Text);
        Assert.Equal((HttpStatusCode.OK, relabelled.Text), (same.Status, same.Text));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Is_needed_before_it_is_renamed()
    {
        await Given.Created(_api.PostAsync("/api/v1/parties", new { id = _id, name = "A party", kind = "state" }));

        var reply = await _api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{_id}x", Api.Json(new { name = "New" }));

        Assert.Equal((HttpStatusCode.NotFound, "unknown-party"), (reply.Status, reply.Problem));
        Assert.Equal(_id, reply.Json["suggestions"]![0]!.GetValue<string>());
    }

    private Task<Reply> RenameAsync(object change) => _api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{_id}", Api.Json(change));
}
