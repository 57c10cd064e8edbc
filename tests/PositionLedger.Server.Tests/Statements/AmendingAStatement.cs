using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Statements;

[Collection(SharedLedger.Name)]
public sealed class AmendingAStatement(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;
    private string _path = "";

    public async ValueTask InitializeAsync()
    {
        _cell = await Given.CellAsync(_api);
        var statement = _cell.Statement();
        statement["conditions"] = new JsonArray(new JsonObject { ["text"] = "If they leave." });
        _path = await _cell.RecordAsync(statement);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Overwrites_what_a_correction_names_also_with_null_and_keeps_the_rest()
    {
        var reply = await AmendAsync("corrections", new { reason = "a slip", stance = "open", firmness = (string?)null, saidOn = "2025-08" }, "\"1\"");

        var shown = await _api.GetAsync(_path);
        Assert.Equal((HttpStatusCode.OK, "\"2\"", "\"2\""), (reply.Status, reply.ETag, shown.ETag));
        Assert.Equal(("open", null, "2025-08", "position"), (Text(shown, "stance"), Text(shown, "firmness"), Text(shown, "saidOn"), Text(shown, "kind")));
        Assert.Equal("If they leave.", shown.Json["conditions"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Keeps_what_was_found_of_a_condition_whose_number_the_correction_names()
    {
        await _api.PostAsync($"{_path}/conditions/1/assessments", new { state = "failed", on = "2025-08-10", reason = "they stayed" });

        await AmendAsync("corrections", new { reason = "a typo", conditions = new object[] { new { text = "If they pay." }, new { number = 1, text = "If they go." } } }, "*");

        var shown = (await _api.GetAsync(_path)).Json["conditions"]!.AsArray();
        Assert.Equal(["1 If they go. 1", "2 If they pay. 0"], shown.Select(c => $"{c!["number"]} {c["text"]} {c["assessments"]!.AsArray().Count}"));
        Assert.Equal((422, "unknown-condition"), Outcome(await AmendAsync("corrections",
            new { reason = "a slip", conditions = new object[] { new { number = 3, text = "If they sing." } } }, "*")));
    }

    [Theory]
    [InlineData("corrections"), InlineData("retractions"), InlineData("reinstatements")]
    public async Task Needs_the_revision_that_the_recorder_looked_at(string act)
    {
        if (act == "reinstatements")
            Assert.Equal("\"2\"", (await AmendAsync("retractions", new { reason = "x" }, "*")).ETag);
        object body = act == "corrections" ? new { reason = "a slip", stance = "open" } : new { reason = "a slip" };
        var (current, stale) = act == "reinstatements" ? (2, 1) : (1, 2);
        var before = await Footprint.OfAsync(app);

        Assert.Equal((428, "if-match-missing"), Outcome(await _api.PostAsync($"{_path}/{act}", body)));
        Assert.Equal((428, "if-match-missing"), Outcome(await AmendAsync(act, body, " ")));
        foreach (var match in (string[])[$"\"{stale}\"", $"W/\"{current}\"", "\"\"", "\"abc\"", "\"0\"", "\"99999999999\"", $"\"{stale}\", \"7\""])
        {
            var reply = await AmendAsync(act, body, match);
            Assert.Equal((412, "stale-revision"), Outcome(reply));
            Assert.Contains($"\"{current}\"", Text(reply, "detail"), StringComparison.Ordinal);
        }

        foreach (var match in (string[])[$"{current}", "nonsense", "\"1", "\"1\" \"2\""])
            Assert.Equal((400, "invalid-if-match"), Outcome(await AmendAsync(act, body, match)));
        Assert.Equal(before, await Footprint.OfAsync(app));
        Assert.Equal(HttpStatusCode.OK, (await AmendAsync(act, body, $"\"7\", \"{current}\"")).Status);
    }

    [Fact]
    public async Task Is_refused_while_it_is_retracted_and_taken_up_again_after_a_reinstatement()
    {
        var retracted = await AmendAsync("retractions", new { reason = "wrong" }, "\"1\"");
        Assert.True(retracted.Json["retracted"]!.GetValue<bool>());

        Assert.Equal((409, "statement-retracted"), Outcome(await AmendAsync("retractions", new { reason = "again" }, "*")));
        Assert.Equal((409, "statement-retracted"), Outcome(await AmendAsync("corrections", new { reason = "x", stance = "open" }, "*")));
        Assert.Equal((409, "statement-retracted"), Outcome(await _api.PostAsync($"{_path}/reports", new { source = _cell.Source })));
        Assert.Equal((409, "statement-retracted"), Outcome(await _api.PostAsync($"{_path}/reports/1/assessments", new { credibility = 3, reason = "x" })));
        Assert.Equal((409, "statement-retracted"), Outcome(await _api.PostAsync($"{_path}/conditions/1/assessments", new { state = "met", on = "2025-08-10", reason = "x" })));

        var reinstated = await AmendAsync("reinstatements", new { reason = "right" }, "\"2\"");
        Assert.Equal((HttpStatusCode.OK, "\"3\"", false), (reinstated.Status, reinstated.ETag, reinstated.Json["retracted"]!.GetValue<bool>()));
        Assert.Equal((409, "statement-not-retracted"), Outcome(await AmendAsync("reinstatements", new { reason = "again" }, "*")));
    }

    [Fact]
    public async Task Adds_reports_and_counts_their_roots()
    {
        var report = new { source = _cell.Source, root = "office", credibility = 2, chain = new[] { "wire" } };
        var added = await _api.PostAsync($"{_path}/reports", report);
        var before = await Footprint.OfAsync(app);
        var again = await _api.PostAsync($"{_path}/reports", report);

        Assert.Equal((HttpStatusCode.Created, "\"2\"", 2), (added.Status, added.ETag, added.Json["report"]!.GetValue<int>()));
        Assert.Equal((HttpStatusCode.OK, "\"2\"", 2), (again.Status, again.ETag, again.Json["report"]!.GetValue<int>()));
        Assert.Equal(before, await Footprint.OfAsync(app));
        Assert.Equal(2, (await _api.GetAsync(_path)).Json["roots"]!.GetValue<int>());
    }

    [Fact]
    public async Task Assesses_reports_and_takes_them_off()
    {
        await _api.PostAsync($"{_path}/reports", new { source = _cell.Source, root = "office" });

        var assessed = await _api.PostAsync($"{_path}/reports/2/assessments", new { credibility = 1, reason = "two roots" });
        Assert.Equal((HttpStatusCode.OK, "\"3\""), (assessed.Status, assessed.ETag));
        Assert.Equal((422, "credibility-needs-two-roots"), Outcome(await _api.PostAsync($"{_path}/reports/1/retractions", new { reason = "x" })));
        Assert.Equal("\"4\"", (await _api.PostAsync($"{_path}/reports/2/retractions", new { reason = "another's" })).ETag);
        Assert.Equal((409, "report-retracted"), Outcome(await _api.PostAsync($"{_path}/reports/2/retractions", new { reason = "x" })));
        Assert.Equal((409, "report-retracted"), Outcome(await _api.PostAsync($"{_path}/reports/2/assessments", new { credibility = 3, reason = "x" })));
        Assert.Equal([(1, 2, false), (2, 1, true)], (await _api.GetAsync(_path)).Json["reports"]!.AsArray()
            .Select(r => (r!["number"]!.GetValue<int>(), r["credibility"]!.GetValue<int>(), r["retracted"]!.GetValue<bool>())));
    }

    [Fact]
    public async Task Assesses_conditions_from_a_day_on()
    {
        var met = await _api.PostAsync($"{_path}/conditions/1/assessments", new { state = "met", on = "2025-08-20", reason = "they left" });

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (met.Status, met.ETag));
        Assert.Equal("open", (await _api.GetAsync(_cell.StancePath("2025-08-19"))).Json["conditions"]![0]!["state"]!.GetValue<string>());
        Assert.Equal("met", (await _api.GetAsync(_cell.StancePath("2025-08-20"))).Json["conditions"]![0]!["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("reports/0/retractions", "unknown-report"), InlineData("reports/3/retractions", "unknown-report"), InlineData("conditions/2/assessments", "unknown-condition")]
    public async Task Of_a_number_that_is_not_there_is_404(string what, string code)
    {
        object body = what.StartsWith('c') ? new { state = "met", on = "2025-08-20", reason = "x" } : new { reason = "x" };

        Assert.Equal((404, code), Outcome(await _api.PostAsync($"{_path}/{what}", body)));
    }

    [Fact]
    public async Task With_reports_and_assessments_honours_the_revision_where_one_is_sent()
    {
        Assert.Equal((412, "stale-revision"), Outcome(await AmendAsync("reports", new { source = _cell.Source, root = "office" }, "\"9\"")));
        Assert.Equal(HttpStatusCode.Created, (await AmendAsync("reports", new { source = _cell.Source, root = "office" }, "\"1\"")).Status);
    }

    [Theory]
    [InlineData("corrections", """{ "reason": "x" }""", "body"), InlineData("corrections", """{ "reason": "x", "issue": "other" }""", "issue")]
    [InlineData("corrections", """{ "reason": "x", "refersTo": null }""", "refersTo"), InlineData("corrections", """{ "reason": "x", "kind": null }""", "kind")]
    public async Task With_a_correction_of_nothing_or_of_what_cannot_be_corrected_is_refused(string act, string body, string field)
    {
        var reply = await AmendAsync(act, body, "*");

        Assert.Equal((400, "invalid-request"), Outcome(reply));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    private Task<Reply> AmendAsync(string act, object body, string match) => _api.PostAsync($"{_path}/{act}", body, ("If-Match", match));

    private static (int, string?) Outcome(Reply reply) => ((int)reply.Status, reply.Problem);

    private static string? Text(Reply reply, string field) => reply.Json[field]?.GetValue<string>();
}
