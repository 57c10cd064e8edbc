using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Issues;

[Collection(SharedLedger.Name)]
public sealed class RegisteringAnIssue(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);
    private readonly string _id = $"issue-{Guid.NewGuid():N}";

    [Fact]
    public async Task Answers_where_it_is_and_what_was_recorded()
    {
        var reply = await _api.PostAsync("/api/v1/issues", new { id = _id, negotiation = "talks", title = "T", proposition = "P." });

        Assert.Equal((HttpStatusCode.Created, $"/api/v1/issues/{_id}"), (reply.Status, reply.Headers.Location?.ToString()));
        Assert.Equal($$"""{"id":"{{_id}}","negotiation":"talks","title":"T","proposition":"P.","parent":null}""", reply.Text);
        Assert.Equal(reply.Text, (await _api.GetAsync($"/api/v1/issues/{_id}")).Text);
    }

    [Fact]
    public async Task Again_with_the_same_content_changes_nothing_and_with_other_content_is_a_conflict()
    {
        var issue = new { id = _id, negotiation = "talks", title = "T", proposition = "P." };
        await Given.Created(_api.PostAsync("/api/v1/issues", issue));
        var before = await Footprint.OfAsync(app);

        var other = await _api.PostAsync("/api/v1/issues", issue with { proposition = "Not P." });

        Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync("/api/v1/issues", issue)).Status);
        Assert.Equal((HttpStatusCode.Conflict, "issue-exists"), (other.Status, other.Problem));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Under_a_wider_one_needs_that_one_to_be_there()
    {
        var narrow = new { id = _id + "-narrow", negotiation = "talks", title = "T", proposition = "P.", parent = _id };
        var tooEarly = await _api.PostAsync("/api/v1/issues", narrow);
        await Given.Created(_api.PostAsync("/api/v1/issues", new { id = _id, negotiation = "talks", title = "T", proposition = "P." }));

        Assert.Equal((422, "unknown-issue", "parent"), ((int)tooEarly.Status, tooEarly.Problem, tooEarly.Json["field"]!.GetValue<string>()));
        Assert.Equal(_id, (await Given.Created(_api.PostAsync("/api/v1/issues", narrow))).Json["parent"]!.GetValue<string>());
    }

    [Fact]
    public async Task Puts_it_on_the_list_of_its_negotiation()
    {
        await Given.Created(_api.PostAsync("/api/v1/issues", new { id = _id, negotiation = _id, title = "T", proposition = "P." }));

        var ours = (await _api.GetAsync($"/api/v1/issues?negotiation={_id}")).Json["items"]!.AsArray();

        Assert.Equal(_id, Assert.Single(ours)!["id"]!.GetValue<string>());

        var misspelt = await _api.GetAsync($"/api/v1/issues?negotiation={_id.ToUpperInvariant()}x");
        Assert.Equal((HttpStatusCode.NotFound, "unknown-negotiation", _id), (misspelt.Status, misspelt.Problem, misspelt.Json["suggestions"]![0]!.GetValue<string>()));
    }
}
