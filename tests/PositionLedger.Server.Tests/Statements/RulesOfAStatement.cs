using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Statements;

/// <summary>Each rule once over HTTP, for recording and for correcting; their details are tested in the domain.</summary>
[Collection(SharedLedger.Name)]
public sealed class RulesOfAStatement(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;

    public async ValueTask InitializeAsync() => _cell = await Given.CellAsync(_api);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("said-in-the-future", "saidOn", """{ "saidOn": "2999-01-01" }""")]
    [InlineData("stance-not-allowed", "stance", """{ "kind": "threat" }""")]
    [InlineData("stance-not-allowed", "stance", """{ "kind": "noComment" }""")]
    [InlineData("stance-missing", "stance", """{ "stance": null }""")]
    [InlineData("credibility-needs-two-roots", "report.credibility", """{ "report": { "source": "SOURCE", "credibility": 1 } }""")]
    [InlineData("ends-before-it-was-said", "effectiveUntil", """{ "saidOn": "2025-08", "effectiveUntil": "2025-08-30" }""")]
    [InlineData("effective-until-not-allowed", "effectiveUntil", """{ "kind": "withdrawal", "stance": null, "effectiveUntil": "2026-01-01" }""")]
    [InlineData("effective-until-not-allowed", "effectiveUntil", """{ "kind": "denial", "denies": "content", "effectiveUntil": "2026-01-01" }""")]
    [InlineData("denies-missing", "denies", """{ "kind": "denial" }""")]
    [InlineData("denies-not-allowed", "denies", """{ "denies": "content" }""")]
    [InlineData("unknown-source", "report.source", """{ "report": { "source": "nobody" } }""")]
    [InlineData("quote-too-long", "quote.text", """{ "quote": { "text": "20000" } }""")]
    [InlineData("quote-too-long", "quote.original.text", """{ "quote": { "text": "short", "original": { "text": "20000" } } }""")]
    public async Task Are_kept_when_recording_and_when_correcting(string code, string field, string changes)
    {
        var path = await _cell.RecordAsync();
        var correction = JsonNode.Parse(changes.Replace("SOURCE", _cell.Source).Replace("20000", new string('q', 20_000)))!.AsObject();
        var statement = _cell.Statement();
        foreach (var (name, value) in correction)
            statement[name] = value?.DeepClone();
        correction["reason"] = "a slip";

        await RefusedAsync(_cell.StatementsPath, statement, code, field);
        await RefusedAsync($"{path}/corrections", correction, code, field);
    }

    [Fact]
    public async Task Name_an_issue_that_is_not_there_and_those_that_are_near()
    {
        var statement = _cell.Statement();
        statement["issue"] = _cell.Issue + "s";

        var problem = await RefusedAsync(_cell.StatementsPath, statement, "unknown-issue", "issue");

        Assert.Equal(_cell.Issue, problem["suggestions"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Let_a_party_act_on_its_own_earlier_statement_on_the_issue_only()
    {
        var otherParty = await Given.CellAsync(_api);
        var otherIssue = _cell with { Issue = otherParty.Issue };
        var (theirs, elsewhere, later) = (await otherParty.RecordAsync(), await otherIssue.RecordAsync(otherIssue.Statement()),
            await _cell.RecordAsync(_cell.Statement(saidOn: "2025-09")));

        await RefusedAsync(_cell.StatementsPath, ReferringTo(theirs), "refers-to-another-party", "refersTo");
        await RefusedAsync(_cell.StatementsPath, ReferringTo(elsewhere), "refers-to-another-issue", "refersTo");
        await RefusedAsync(_cell.StatementsPath, ReferringTo(later), "refers-to-a-later-statement", "saidOn");
        await RefusedAsync(_cell.StatementsPath, ReferringTo($"/{Guid.Empty}"), "unknown-statement", "refersTo");
        await _cell.RecordAsync(ReferringTo(await _cell.RecordAsync()));
    }

    [Fact]
    public async Task Keep_assessments_out_of_the_future_and_the_last_report_on()
    {
        var statement = _cell.Statement();
        statement["conditions"] = new JsonArray(new JsonObject { ["text"] = "If they leave." });
        var path = await _cell.RecordAsync(statement);

        await RefusedAsync($"{path}/conditions/1/assessments", new() { ["state"] = "met", ["on"] = "2999-01-01", ["reason"] = "x" }, "assessed-in-the-future", "on");
        await RefusedAsync($"{path}/reports/1/assessments", new() { ["credibility"] = 1, ["reason"] = "x" }, "credibility-needs-two-roots", "credibility");
        await RefusedAsync($"{path}/reports/1/retractions", new() { ["reason"] = "x" }, "last-report", null);
        await RefusedAsync($"{path}/reports", new() { ["source"] = "nobody" }, "unknown-source", "source");
        await RefusedAsync($"{path}/reports", new() { ["source"] = _cell.Source, ["credibility"] = 1 }, "credibility-needs-two-roots", "credibility");
    }

    private JsonObject ReferringTo(string path)
    {
        var statement = _cell.Statement();
        (statement["kind"], statement["refersTo"]) = ("clarification", path.Split('/')[^1]);
        return statement;
    }

    private async Task<JsonNode> RefusedAsync(string path, JsonObject body, string code, string? field)
    {
        var before = await Footprint.OfAsync(app);
        var reply = await _api.PostAsync(path, body, ("If-Match", "*"));
        Assert.Equal((422, code, field), ((int)reply.Status, reply.Problem, reply.Json["field"]?.GetValue<string>()));
        Assert.NotEmpty(reply.Json["detail"]!.GetValue<string>());
        Assert.Equal(before, await Footprint.OfAsync(app));
        return reply.Json;
    }
}
