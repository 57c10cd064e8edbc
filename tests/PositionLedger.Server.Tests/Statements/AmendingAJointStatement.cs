using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Statements;

[Collection(SharedLedger.Name)]
public sealed class AmendingAJointStatement(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _ours = null!;
    private Cell _theirs = null!;
    private Dictionary<string, string> _copies = [];

    public async ValueTask InitializeAsync()
    {
        _ours = await Given.CellAsync(_api);
        _theirs = (await Given.CellAsync(_api)) with { Issue = _ours.Issue };
        var statement = _ours.Statement().With(_theirs.Party);
        statement["conditions"] = new JsonArray(new JsonObject { ["text"] = "If they leave." });
        _copies = (await Given.Created(_api.PostAsync(_ours.StatementsPath, statement))).Copies();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Amends_all_copies_by_whatever_is_done_to_one()
    {
        var report = new { source = _ours.Source, root = "office" };
        object[][] acts =
        [
            ["corrections", new { reason = "a slip", stance = "open" }], ["reports", report],
            ["reports/2/assessments", new { credibility = 1, reason = "two roots" }], ["reports/2/retractions", new { reason = "another's" }],
            ["conditions/1/assessments", new { state = "met", on = "2025-08-10", reason = "they left" }],
            ["retractions", new { reason = "wrong" }], ["reinstatements", new { reason = "right" }],
        ];
        for (var i = 0; i < acts.Length; i++)
        {
            var path = _copies[i % 2 == 0 ? _ours.Party : _theirs.Party];
            var reply = await _api.PostAsync($"{path}/{acts[i][0]}", acts[i][1], ("If-Match", $"\"{i + 1}\""));
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{acts[i][0]}: {reply.Text}");
            Assert.Equal([i + 2, i + 2], reply.CopyRevisions());
        }

        var (ours, theirs) = (await _api.GetAsync(_copies[_ours.Party]), await _api.GetAsync(_copies[_theirs.Party]));
        Assert.Equal(("open", "\"8\""), (ours.Json["stance"]!.GetValue<string>(), theirs.ETag));
        foreach (var member in new[] { "stance", "reports", "conditions", "retracted", "revision", "joint" })
            Assert.Equal(ours.Json[member]!.ToJsonString(), theirs.Json[member]!.ToJsonString());
    }

    [Fact]
    public async Task Amends_only_the_holder_it_names_also_by_the_address_of_another_copy()
    {
        var reply = await AmendAsync(_ours, "retractions", new { reason = "they did not sign", only = _theirs.Party }, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\"", false), (reply.Status, reply.ETag, reply.Json["retracted"]!.GetValue<bool>()));
        Assert.Equal([1, 2], reply.CopyRevisions());
        Assert.Equal("rejects", (await _api.GetAsync(_ours.StancePath("2025-08-09"))).Json["stance"]!.GetValue<string>());
        Assert.Equal("undeclared", (await _api.GetAsync(_theirs.StancePath("2025-08-09"))).Json["stance"]!.GetValue<string>());
    }

    [Fact]
    public async Task Leaves_out_a_copy_that_stands_so_already()
    {
        await AmendAsync(_ours, "retractions", new { reason = "they did not sign", only = _theirs.Party }, "*");

        Assert.Equal([2, 2], (await AmendAsync(_ours, "retractions", new { reason = "nobody did" }, "\"1\"")).CopyRevisions());
        Assert.Equal((409, "statement-retracted"), Outcome(await AmendAsync(_ours, "retractions", new { reason = "again" }, "*")));
    }

    [Fact]
    public async Task Takes_the_revision_of_the_statement_in_the_address()
    {
        await AmendAsync(_ours, "corrections", new { reason = "theirs", stance = "open", only = _theirs.Party }, "*");

        Assert.Equal((412, "stale-revision"), Outcome(await AmendAsync(_theirs, "corrections", new { reason = "x", stance = "open" }, "\"1\"")));
        Assert.Equal([2, 3], (await AmendAsync(_ours, "corrections", new { reason = "both", stance = "open" }, "\"1\"")).CopyRevisions());
    }

    [Fact]
    public async Task For_only_a_party_that_holds_no_copy_is_refused()
    {
        var alone = await _ours.RecordAsync();
        var before = await Footprint.OfAsync(app);

        foreach (var path in new[] { _copies[_ours.Party], alone })
        {
            var reply = await _api.PostAsync($"{path}/retractions", new { reason = "x", only = "nobody" }, ("If-Match", "*"));
            Assert.Equal((422, "not-a-holder"), Outcome(reply));
            Assert.Equal(("only", "nobody"), (reply.Json["field"]!.GetValue<string>(), reply.Json["subject"]!.GetValue<string>()));
        }

        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task That_breaks_a_rule_for_one_changes_none_and_says_for_whom()
    {
        await _api.PostAsync($"{_copies[_ours.Party]}/reports", new { source = _ours.Source, root = "office", only = _ours.Party });
        var before = await Footprint.OfAsync(app);

        var reply = await _api.PostAsync($"{_copies[_ours.Party]}/reports/1/assessments", new { credibility = 1, reason = "two roots" });

        Assert.Equal((422, "credibility-needs-two-roots"), Outcome(reply));
        Assert.StartsWith($"For '{_theirs.Party}': ", reply.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Numbers_a_report_as_the_copy_that_got_it_does()
    {
        var other = new { source = _ours.Source, root = "office", only = _theirs.Party };
        var (first, again) = (await _api.PostAsync($"{_copies[_ours.Party]}/reports", other), await _api.PostAsync($"{_copies[_ours.Party]}/reports", other));
        var both = await _api.PostAsync($"{_copies[_theirs.Party]}/reports", new { source = _ours.Source, root = "office" });

        Assert.Equal((HttpStatusCode.Created, 2, HttpStatusCode.OK, 2),
            (first.Status, first.Json["report"]!.GetValue<int>(), again.Status, again.Json["report"]!.GetValue<int>()));
        Assert.Equal((HttpStatusCode.Created, 2), (both.Status, both.Json["report"]!.GetValue<int>()));
        Assert.Equal([2, 2], both.CopyRevisions());
    }

    private Task<Reply> AmendAsync(Cell cell, string act, object body, string match) =>
        _api.PostAsync($"{_copies[cell.Party]}/{act}", body, ("If-Match", match));

    private static (int, string?) Outcome(Reply reply) => ((int)reply.Status, reply.Problem);
}
