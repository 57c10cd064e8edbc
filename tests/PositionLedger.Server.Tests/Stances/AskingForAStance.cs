using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class AskingForAStance(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;

    public async ValueTask InitializeAsync() => _cell = await Given.CellAsync(_api);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Answers_everything_a_reader_needs_to_judge_it()
    {
        var id = Id(await _cell.RecordAsync());

        var stance = await AskAsync("2025-08-09");

        Assert.Equal((_cell.Party, _cell.Issue, "2025-08-09", "rejects", "stated"),
            (Text(stance, "party"), Text(stance, "issue"), Text(stance, "on"), Text(stance, "stance"), Text(stance, "firmness")));
        Assert.Equal((id, "2025-08-09", "authority-first/1"), (Text(stance, "governedBy"), Text(stance, "since"), Text(stance, "policy")));
        Assert.Equal("B2", stance["basis"]!["grade"]!.GetValue<string>());
        Assert.Equal(await EventsAsync(), stance["ledger"]!["size"]!.GetValue<long>() + stance["ledger"]!["pending"]!.GetValue<long>());
    }

    [Fact]
    public async Task Before_anything_was_said_answers_undeclared()
    {
        await _cell.RecordAsync();

        var stance = await AskAsync("2025-08-08");

        Assert.Equal(("undeclared", null, null), (Text(stance, "stance"), Text(stance, "governedBy"), Text(stance, "since")));
    }

    [Fact]
    public async Task Follows_corrections_retractions_and_reinstatements()
    {
        var path = await _cell.RecordAsync();

        await _api.PostAsync($"{path}/corrections", new { reason = "a slip", stance = "leansFor" }, ("If-Match", "*"));
        Assert.Equal("leansFor", Text(await AskAsync("2025-08-09"), "stance"));
        await _api.PostAsync($"{path}/retractions", new { reason = "wrong" }, ("If-Match", "*"));
        Assert.Equal("undeclared", Text(await AskAsync("2025-08-09"), "stance"));
        await _api.PostAsync($"{path}/reinstatements", new { reason = "right" }, ("If-Match", "*"));
        Assert.Equal("leansFor", Text(await AskAsync("2025-08-09"), "stance"));
    }

    [Fact]
    public async Task By_another_policy_answers_by_that_one()
    {
        var later = _cell.Statement(stance: "open", saidOn: "2025-08-12");
        later["speaker"]!["authority"] = "office";
        await _cell.RecordAsync();
        await _cell.RecordAsync(later);

        Assert.Equal("rejects", Text(await AskAsync("2025-08-12", "&policy=authority-first/1"), "stance"));
        var latest = await AskAsync("2025-08-12", "&policy=latest-first/1");
        Assert.Equal(("open", "latest-first/1"), (Text(latest, "stance"), Text(latest, "policy")));
    }

    [Fact]
    public async Task After_the_last_day_it_holds_answers_lapsed()
    {
        var statement = _cell.Statement();
        statement["effectiveUntil"] = "2025-08-31";
        await _cell.RecordAsync(statement);

        Assert.Equal("rejects", Text(await AskAsync("2025-08-31"), "stance"));
        Assert.Equal("lapsed", Text(await AskAsync("2025-09-01"), "stance"));
    }

    [Fact]
    public async Task Of_equal_voices_against_each_other_answers_contested_and_picks_none()
    {
        string[] voices = [Id(await _cell.RecordAsync()), Id(await _cell.RecordAsync(_cell.Statement(stance: "accepts", quote: "We will.")))];

        var stance = await AskAsync("2025-08-09");

        Assert.Equal(("contested", null), (Text(stance, "stance"), Text(stance, "governedBy")));
        Assert.Equal(voices, stance["contested"]!.AsArray().Select(x => x!.GetValue<string>()));
    }

    [Fact]
    public async Task Changes_with_the_grade_of_its_source()
    {
        var etag = (await _api.GetAsync(_cell.StancePath("2025-08-09"))).ETag;
        await _cell.RecordAsync();
        await Given.Created(_api.PostAsync($"/api/v1/sources/{_cell.Source}/grades", new { reliability = "A", reason = "better" }));

        var reply = await _api.GetAsync(_cell.StancePath("2025-08-09"), ("If-None-Match", etag!));

        Assert.Equal((HttpStatusCode.OK, "A2"), (reply.Status, reply.Json["basis"]!["grade"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Of_a_party_or_on_an_issue_that_is_not_there_is_404_with_near_misses()
    {
        foreach (var more in (string[])["", "/explanation"])
        {
            var party = await _api.GetAsync($"/api/v1/parties/{_cell.Party}x/stances/{_cell.Issue}{more}?on=2025-08-09");
            var issue = await _api.GetAsync($"/api/v1/parties/{_cell.Party}/stances/{_cell.Issue}x{more}?on=2025-08-09");
            Assert.Equal((HttpStatusCode.NotFound, "unknown-party", _cell.Party), (party.Status, party.Problem, party.Json["suggestions"]![0]!.GetValue<string>()));
            Assert.Equal((HttpStatusCode.NotFound, "unknown-issue", _cell.Issue), (issue.Status, issue.Problem, issue.Json["suggestions"]![0]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task And_why_names_every_statement_with_the_step_that_decided_about_it()
    {
        var later = _cell.Statement(stance: "open", saidOn: "2025-08-12");
        var retracted = await _cell.RecordAsync(_cell.Statement(saidOn: "2025-08-10"));
        await _api.PostAsync($"{retracted}/retractions", new { reason = "wrong" }, ("If-Match", "*"));
        string[] all = [Id(retracted), Id(await _cell.RecordAsync()), Id(await _cell.RecordAsync(later))];

        var why = (await _api.GetAsync($"/api/v1/parties/{_cell.Party}/stances/{_cell.Issue}/explanation?on=2025-08-10")).Json;

        Assert.Equal(("rejects", all[1]), (Text(why, "stance"), Text(why, "governedBy")));
        Assert.Equal([(all[0], "retracted"), (all[1], "governs"), (all[2], "saidLater")],
            why["considered"]!.AsArray().Select(c => (Text(c!, "statement")!, Text(c!, "step")!)));
        Assert.All(why["considered"]!.AsArray(), c => Assert.NotEmpty(Text(c!, "why")!));
    }

    private async Task<JsonNode> AskAsync(string on, string more = "")
    {
        var reply = await _api.GetAsync(_cell.StancePath(on, more));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Json;
    }

    private async Task<long> EventsAsync()
    {
        await using var command = app.Database.CreateCommand("select count(*) from ledger.mt_events");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static string Id(string path) => path.Split('/')[^1];

    private static string? Text(JsonNode json, string field) => json[field]?.GetValue<string>();
}
