using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Statements;

[Collection(SharedLedger.Name)]
public sealed class RecordingAStatement(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;

    public async ValueTask InitializeAsync() => _cell = await Given.CellAsync(_api);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Answers_where_it_is_its_revision_and_when_it_was_recorded()
    {
        var reply = await _api.PostAsync(_cell.StatementsPath, _cell.Statement());

        var receipt = reply.Json;
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (reply.Status, reply.ETag));
        Assert.Equal($"/api/v1/statements/{receipt["id"]}", reply.Headers.Location?.ToString());
        Assert.Equal(reply.Headers.Location!.ToString(), receipt["location"]!.GetValue<string>());
        Assert.Equal((_cell.Party, _cell.Issue, 1, false),
            (receipt["party"]!.GetValue<string>(), receipt["issue"]!.GetValue<string>(), receipt["revision"]!.GetValue<int>(), receipt["retracted"]!.GetValue<bool>()));
        Assert.EndsWith("Z", receipt["recordedAt"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Again_with_its_key_answers_the_first_also_after_a_correction()
    {
        var first = await _api.PostAsync(_cell.StatementsPath, _cell.Statement(key: "mine"));
        var before = await Footprint.OfAsync(app);
        var again = await _api.PostAsync(_cell.StatementsPath, _cell.Statement(key: "mine"));
        Assert.Equal(before, await Footprint.OfAsync(app));
        await _api.PostAsync($"{first.Headers.Location}/corrections", new { reason = "a slip", stance = "open" }, ("If-Match", "\"1\""));

        var later = await _api.PostAsync(_cell.StatementsPath, _cell.Statement(key: "mine"));

        Assert.Equal((HttpStatusCode.OK, "\"1\"", first.Headers.Location), (again.Status, again.ETag, again.Headers.Location));
        Assert.Null(again.Json["recordedAt"]);
        Assert.Equal((HttpStatusCode.OK, "\"2\"", first.Headers.Location), (later.Status, later.ETag, later.Headers.Location));
    }

    [Fact]
    public async Task Again_with_its_key_and_written_otherwise_is_still_the_same()
    {
        var statement = _cell.Statement(key: "mine");
        await _cell.RecordAsync(statement);
        var written = new JsonObject(statement.Reverse().Select(x => KeyValuePair.Create(x.Key, x.Value?.DeepClone())))
        {
            ["refersTo"] = null,
            ["jointWith"] = new JsonArray(),
            ["conditions"] = new JsonArray(),
        };

        Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync(_cell.StatementsPath, written)).Status);
    }

    [Fact]
    public async Task Again_with_its_key_and_other_content_is_a_conflict_that_names_the_first()
    {
        var first = await _api.PostAsync(_cell.StatementsPath, _cell.Statement(key: "mine"));

        var reply = await _api.PostAsync(_cell.StatementsPath, _cell.Statement(key: "mine", quote: "We will."));

        Assert.Equal((HttpStatusCode.Conflict, "key-conflict"), (reply.Status, reply.Problem));
        Assert.Equal(("key", first.Json["id"]!.GetValue<string>()), (reply.Json["field"]!.GetValue<string>(), reply.Json["subject"]!.GetValue<string>()));
    }

    [Fact]
    public async Task With_the_key_of_a_retracted_one_is_refused_and_names_it()
    {
        var path = await _cell.RecordAsync(_cell.Statement(key: "mine"));
        await _api.PostAsync($"{path}/retractions", new { reason = "wrong" }, ("If-Match", "\"1\""));

        var reply = await _api.PostAsync(_cell.StatementsPath, _cell.Statement(key: "mine"));

        Assert.Equal((422, "key-of-retracted-statement"), ((int)reply.Status, reply.Problem));
        Assert.Equal(path.Split('/')[^1], reply.Json["subject"]!.GetValue<string>());
        Assert.Contains(path.Split('/')[^1], reply.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_that_another_party_used_is_fine()
    {
        var other = await Given.CellAsync(_api);
        await other.RecordAsync(other.Statement(key: "mine"));

        await _cell.RecordAsync(_cell.Statement(key: "mine"));
    }

    [Fact]
    public async Task Without_a_key_twice_records_two() =>
        Assert.NotEqual(await _cell.RecordAsync(), await _cell.RecordAsync());

    [Fact]
    public async Task Of_a_party_that_is_not_there_suggests_those_that_are_near()
    {
        var reply = await _api.PostAsync($"/api/v1/parties/{_cell.Party}s/statements", _cell.Statement());

        Assert.Equal((HttpStatusCode.NotFound, "unknown-party"), (reply.Status, reply.Problem));
        Assert.Equal(_cell.Party, reply.Json["suggestions"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task As_a_trial_is_not_supported_yet_and_says_so()
    {
        var before = await Footprint.OfAsync(app);

        var reply = await _api.PostAsync($"{_cell.StatementsPath}?dryRun=true", _cell.Statement());

        Assert.Equal((HttpStatusCode.BadRequest, "not-yet", "dryRun"), (reply.Status, reply.Problem, reply.Json["field"]!.GetValue<string>()));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task At_the_limits_of_what_is_allowed_is_fine()
    {
        var statement = _cell.Statement(key: new string('k', 200), quote: new string('я', 10_000), saidOn: "../2025-08-09");
        statement["effectiveUntil"] = "9999-12-31";
        statement["conditions"] = new JsonArray([.. Enumerable.Range(0, 20).Select(i => new JsonObject { ["text"] = new string('c', 1_000) })]);
        statement["report"]!["chain"] = new JsonArray([.. Enumerable.Range(0, 20).Select(i => (JsonNode)$"hop-{i}")]);
        await _cell.RecordAsync(statement);

        foreach (var on in (string[])["0001-01-01", "2025-08-08", "2025-08-09", "9999-12-31"])
            Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync(_cell.StancePath(on))).Status);
    }
}
