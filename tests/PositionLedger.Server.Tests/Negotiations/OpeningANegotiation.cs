using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Negotiations;

[Collection(SharedLedger.Name)]
public sealed class OpeningANegotiation(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);
    private readonly string _id = $"talks-{Guid.NewGuid():N}";

    private object Talks => new { id = _id, title = "Talks", rounds = new[] { Second, First } };

    private static object First => new { id = "first", title = "The first round", from = "2025-08-15", until = "2025-08-15", venue = "Anchorage" };

    private static object Second => new { id = "second", title = "The second", from = "2025-08-18", until = "2025-08-19" };

    [Fact]
    public async Task Answers_where_it_is_and_what_was_recorded_with_rounds_in_order_of_their_days()
    {
        var reply = await _api.PostAsync("/api/v1/negotiations", Talks);

        Assert.Equal((HttpStatusCode.Created, $"/api/v1/negotiations/{_id}"), (reply.Status, reply.Headers.Location?.ToString()));
        const string Rounds = """
            {"id":"first","title":"The first round","from":"2025-08-15","until":"2025-08-15","venue":"Anchorage"},
            {"id":"second","title":"The second","from":"2025-08-18","until":"2025-08-19","venue":null}
            """;
        var expected = $$"""{"id":"{{_id}}","title":"Talks","rounds":[{{Rounds.ReplaceLineEndings("")}}]""";
        Assert.Equal($"{expected}}}", reply.Text);
        Assert.Equal($"{expected},\"issues\":0}}", (await _api.GetAsync($"/api/v1/negotiations/{_id}")).Text);
        Assert.Contains(expected, (await _api.GetAsync("/api/v1/negotiations?limit=1000")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_done_without_a_title_by_its_first_issue_and_with_one_afterwards()
    {
        await RegisterIssueAsync("one");
        Assert.Equal($$"""{"id":"{{_id}}","title":null,"rounds":[],"issues":1}""", (await _api.GetAsync($"/api/v1/negotiations/{_id}")).Text);

        await Given.Created(_api.PostAsync("/api/v1/negotiations", new { id = _id, title = "Talks" }));
        await RegisterIssueAsync("two");

        Assert.Equal($$"""{"id":"{{_id}}","title":"Talks","rounds":[],"issues":2}""", (await _api.GetAsync($"/api/v1/negotiations/{_id}")).Text);
    }

    [Fact]
    public async Task Again_as_it_was_opened_changes_nothing_and_otherwise_is_a_conflict()
    {
        await Given.Created(_api.PostAsync("/api/v1/negotiations", Talks));
        await Given.Created(_api.PostAsync($"/api/v1/negotiations/{_id}/rounds", new { id = "third", title = "The third", from = "2025-09-01", until = "2025-09-02" }));
        var before = await Footprint.OfAsync(app);

        var again = await OpenAsync(First, Second);
        var other = await OpenAsync(First);

        Assert.Equal((HttpStatusCode.OK, 3), (again.Status, again.Json["rounds"]!.AsArray().Count));
        Assert.Equal((HttpStatusCode.Conflict, "negotiation-exists", _id), (other.Status, other.Problem, other.Json["subject"]!.ToString()));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Many_times_at_once_with_rounds_and_issues_opens_it_once()
    {
        var opened = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.PostAsync("/api/v1/negotiations", Talks)));
        var issues = Task.WhenAll(Enumerable.Range(0, 20).Select(i => RegisterIssueAsync($"{i}")));
        await issues;
        var rounds = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.PostAsync($"/api/v1/negotiations/{_id}/rounds", First)));

        Assert.Single(await opened, reply => reply.Status == HttpStatusCode.Created);
        Assert.All((await opened).Concat(await rounds), reply => Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, reply.Text));
        var shown = (await _api.GetAsync($"/api/v1/negotiations/{_id}")).Json;
        Assert.Equal(("Talks", 2, 20), (shown["title"]!.ToString(), shown["rounds"]!.AsArray().Count, shown["issues"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Takes_in_rounds_that_were_added_before_it()
    {
        await RegisterIssueAsync("one");
        await Given.Created(_api.PostAsync($"/api/v1/negotiations/{_id}/rounds", First));

        var other = await OpenAsync(new { id = "first", title = "Another", from = "2025-08-15", until = "2025-08-15" });
        Assert.Equal((HttpStatusCode.Conflict, "round-exists", "rounds[0].id"), (other.Status, other.Problem, other.Json["field"]!.ToString()));

        await Given.Created(_api.PostAsync("/api/v1/negotiations", Talks));
        var again = await _api.PostAsync("/api/v1/negotiations", Talks);
        Assert.Equal((HttpStatusCode.OK, 2), (again.Status, again.Json["rounds"]!.AsArray().Count));
    }

    [Fact]
    public async Task With_rounds_that_cannot_be_is_refused()
    {
        var before = await Footprint.OfAsync(app);

        var twice = await OpenAsync(First, First);
        var backwards = await OpenAsync(First, new { id = "second", title = "T", from = "2025-08-15", until = "2025-08-14" });
        var nonsense = await OpenAsync(First, new { id = "second", title = "T", from = "2025-08-15", until = "2025-08-32" });

        Assert.Equal((422, "round-given-twice", "rounds[1].id"), ((int)twice.Status, twice.Problem, twice.Json["field"]!.ToString()));
        Assert.Equal((422, "until-before-from", "rounds[1].until"), ((int)backwards.Status, backwards.Problem, backwards.Json["field"]!.ToString()));
        Assert.Equal((400, "rounds[1].until"), ((int)nonsense.Status, Assert.Single(nonsense.Json["errors"]!.AsObject()).Key));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Makes_the_list_of_its_issues_an_empty_one_instead_of_none()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync($"/api/v1/issues?negotiation={_id}")).Status);

        await Given.Created(_api.PostAsync("/api/v1/negotiations", Talks));

        var issues = await _api.GetAsync($"/api/v1/issues?negotiation={_id}");
        Assert.Equal((HttpStatusCode.OK, """{"items":[],"next":null}"""), (issues.Status, issues.Text));
    }

    [Fact]
    public async Task That_is_not_there_suggests_those_that_are_near()
    {
        await Given.Created(_api.PostAsync("/api/v1/negotiations", Talks));

        var reply = await _api.GetAsync($"/api/v1/negotiations/{_id[..^1]}");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-negotiation", _id[..^1]), (reply.Status, reply.Problem, reply.Json["subject"]!.ToString()));
        Assert.Contains(_id, reply.Json["suggestions"]!.AsArray().Select(x => x!.ToString()));
    }

    private Task<Reply> OpenAsync(params object[] rounds) => _api.PostAsync("/api/v1/negotiations", new { id = _id, title = "Talks", rounds });

    private Task<Reply> RegisterIssueAsync(string name) =>
        Given.Created(_api.PostAsync("/api/v1/issues", new { id = $"{_id}-{name}", negotiation = _id, title = "T", proposition = "P." }));
}
