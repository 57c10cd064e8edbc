using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Json;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit;

[Collection(SharedLedger.Name)]
public sealed class ReplayingAParty(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;
    private string _statement = "";

    private string Path => $"/api/v1/parties/{_cell.Party}/replay";

    /// <summary>Opened 1, regraded, recorded 2, regraded, renamed 3, corrected 4, retracted 5, regraded.</summary>
    public async ValueTask InitializeAsync()
    {
        _cell = await Given.CellAsync(_api);
        await GradeAsync("C");
        _statement = await _cell.RecordAsync();
        await GradeAsync("D");
        await _api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{_cell.Party}", Api.Json(new { name = "Renamed" }));
        await _api.PostAsync($"{_statement}/corrections", new { reason = "a slip", stance = "open" }, ("If-Match", "*"));
        await _api.PostAsync($"{_statement}/retractions", new { reason = "wrong" }, ("If-Match", "*"));
        await GradeAsync("E");
        await SealedLedger.IsSealedAsync(app); // Which gives each its place in the replay.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Tells_each_event_in_its_place_with_the_grades_that_touched_it()
    {
        var events = (await _api.GetAsync($"{Path}?on=2025-08-09")).Json["events"]!.AsArray();

        Assert.Equal(
            [
                ("party.opened.v1", 1), ("source.registered.v1", 1), ("source.graded.v1", 2), ("statement.recorded.v1", 2), ("source.graded.v1", 3), ("party.renamed.v1", 3), ("statement.corrected.v1", 4),
                ("statement.retracted.v1", 5), ("source.graded.v1", 4),
            ],
            events.Select(e => (Text(e!, "type")!, e!["version"]!.GetValue<int>())));
        Assert.Equal([1, 2, 4, 8], Enumerable.Range(0, events.Count).Where(i => Text(events[i]!, "stream") == $"source/{_cell.Source}"));
        Assert.All(events, e => Assert.Equal("key:administrator", Text(e!, "recordedBy")));
    }

    [Fact]
    public async Task Tells_the_stance_before_and_after_each()
    {
        var events = (await _api.GetAsync($"{Path}?on=2025-08-09")).Json["events"]!.AsArray();

        Assert.Equal(["", "", "", "undeclared → rejects", "rejects → rejects", "", "rejects → open", "open → undeclared", "undeclared → undeclared"],
            events.Select(e => string.Join(", ", e!["stances"]!.AsArray().Select(s => $"{s!["before"]!["stance"]} → {s["after"]!["stance"]}"))));
        Assert.All(events.SelectMany(e => e!["stances"]!.AsArray()), s => Assert.Equal(_cell.Issue, Text(s!, "issue")));
        Assert.Equal("undeclared → undeclared", string.Join(", ", (await _api.GetAsync($"{Path}?on=2025-08-08&from=2&to=2")).Json["events"]!.AsArray()[^1]!["stances"]!
            .AsArray().Select(s => $"{s!["before"]!["stance"]} → {s["after"]!["stance"]}")));
    }

    [Theory]
    [InlineData("from=3", "3 4 5 4"), InlineData("to=2", "1 1 2 2 3"), InlineData("from=2&to=3", "1 2 2 3 3"), InlineData("from=4&to=4", "4")]
    [InlineData("from=5&to=5", "5 4"), InlineData("to=99", "1 1 2 2 3 3 4 5 4"), InlineData("from=99", ""), InlineData("to=1", "1")]
    public async Task Takes_a_range_of_versions_and_folds_what_was_before(string range, string versions)
    {
        // An event gets its place meanwhile.
        await SealedLedger.IsSealedAsync(app);
        var whole = (await _api.GetAsync($"{Path}?on=2025-08-09")).Json["events"]!.AsArray().Select(e => e!.ToJsonString()).ToArray();

        var part = (await _api.GetAsync($"{Path}?on=2025-08-09&{range}")).Json["events"]!.AsArray();

        Assert.Equal(versions, string.Join(' ', part.Select(e => e!["version"])));
        Assert.All(part, e => Assert.Contains(e!.ToJsonString(), whole));
    }

    [Fact]
    public async Task Streams_the_same_events_as_lines_to_who_accepts_them()
    {
        var json = await _api.GetAsync($"{Path}?on=2025-08-09");
        var lines = await _api.GetAsync($"{Path}?on=2025-08-09", ("Accept", "application/x-ndjson"));

        Assert.Equal(("application/json", "application/x-ndjson"), (json.ContentType, lines.ContentType));
        Assert.EndsWith("\n", lines.Text, StringComparison.Ordinal);
        Assert.Equal(json.Json["events"]!.AsArray().Select(e => e!.ToJsonString()),
            lines.Text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.ToJsonString()));
        Assert.Equal((_cell.Party, "2025-08-09", "authority-first/1"), (Text(json.Json, "party"), Text(json.Json, "on"), Text(json.Json, "policy")));
    }

    [Fact]
    public async Task Asks_about_today_where_no_day_is_given()
    {
        var on = Text((await _api.GetAsync(Path)).Json, "on")!;

        Assert.InRange(DateOnly.Parse(on), DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1), DateOnly.FromDateTime(DateTime.UtcNow));
    }

    [Fact]
    public async Task Of_one_that_is_not_there_suggests_those_that_are_near()
    {
        var reply = await _api.GetAsync($"/api/v1/parties/{_cell.Party}x/replay");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-party", _cell.Party), (reply.Status, reply.Problem, reply.Json["suggestions"]![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task Folds_to_exactly_what_the_read_model_holds_after_each_event()
    {
        await _api.PostAsync($"{_statement}/reinstatements", new { reason = "right" }, ("If-Match", "*"));
        await _api.PostAsync($"{_statement}/reports", new { source = _cell.Source, root = "office" });
        await _api.PostAsync($"{_statement}/reports/2/assessments", new { credibility = 1, reason = "two roots" });
        var stored = await StoredAsync();

        var ledger = new Ledger(new(2999, 1, 1));
        var folded = new List<string>();
        foreach (var e in (await _api.GetAsync(Path)).Json["events"]!.AsArray().Where(e => Text(e!, "stream") == $"party/{_cell.Party}"))
        {
            var fact = (LedgerEvent)e!["event"].Deserialize(EventNames.TypeOf(Text(e, "type")!), WireJson.Stored)!;
            ledger = ledger.Evolve(Text(e, "stream")!, e["version"]!.GetValue<long>(), fact);
            if (fact is StatementRecorded or StatementAmendment)
                folded.Add(Row(Assert.Single(ledger.Statements).Value));
        }

        Assert.Equal(6, folded.Count);
        Assert.Equal(stored, folded);
    }

    private static string Row(Statement s) => $"{s.Id} {s.Revision} {s.Retracted} {s.Order} {JsonSerializer.Serialize(s.Body, WireJson.Stored)}";

    private async Task<List<string>> StoredAsync()
    {
        await using var command = app.Database.CreateCommand(
            "select statement_id, revision, retracted, ordinal, body::text from ledger.statement_version where party = $1 order by revision");
        command.Parameters.Add(new NpgsqlParameter { Value = _cell.Party });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            // jsonb keeps no order of members; the round trip restores it.
            var body = JsonSerializer.Deserialize<StatementBody>(reader.GetString(4), WireJson.Stored)!;
            rows.Add(Row(new(reader.GetGuid(0), _cell.Party, reader.GetInt64(3), reader.GetInt32(1), reader.GetBoolean(2), body)));
        }

        return rows;
    }

    private Task<Reply> GradeAsync(string reliability) =>
        Given.Created(_api.PostAsync($"/api/v1/sources/{_cell.Source}/grades", new { reliability, reason = "on second thoughts" }));

    private static string? Text(JsonNode json, string field) => json[field]?.GetValue<string>();
}
