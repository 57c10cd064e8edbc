using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

/// <summary>A file of NDJSON may hold a whole record: reference data, statements and what became of them.</summary>
public sealed class ImportingARecord(TestPostgres postgres)
{
    private const string First = "01a21394-0000-7000-8000-000000000001";
    private const string Second = "01a21394-0000-7000-8000-000000000002";
    private const string Copy = "01a21394-0000-7000-8000-000000000003";

    // The members of a statement that all of them share.
    private const string Said = """
        "issue": "land", "speaker": { "authority": "principal" }, "kind": "position", "stance": "rejects", "saidOn": "2025-08-09",
        "attribution": "namedOnRecord", "report": { "source": "rt" }
        """;

    private static readonly string[] Lines =
    [
        """{ "record": "party", "id": "ukraine", "name": "Ukraine", "kind": "state" }""",
        """{ "record": "party", "id": "russia", "name": "Russia", "kind": "state" }""",
        """{ "record": "party", "id": "both", "name": "Both", "kind": "bloc" }""",
        """{ "record": "rename", "party": "russia", "aliases": ["Moscow"] }""",
        """{ "record": "membership", "party": "russia", "bloc": "both", "from": "2025-01-01", "speaksFor": false }""",
        """{ "record": "succession", "party": "russia", "to": "both", "kind": "merged", "on": "2025-12-01" }""",
        """{ "record": "negotiation", "id": "talks", "title": "Talks" }""",
        """{ "record": "round", "negotiation": "talks", "id": "first", "title": "The first", "from": "2025-08-15", "until": "2025-08-16" }""",
        """{ "record": "issue", "id": "land", "negotiation": "talks", "title": "Land", "proposition": "Land is ceded." }""",
        """{ "record": "source", "id": "rt", "name": "RT", "reliability": "E" }""",
        """{ "record": "grade", "source": "rt", "reliability": "F", "reason": "nobody can judge" }""",
        $$"""{ "party": "ukraine", "id": "{{First}}", "key": "one", "conditions": [{ "text": "if they leave" }], "quote": { "text": "The \"record\": \"party\"." }, {{Said}} }""",
        $$"""{ "record": "statement", "party": "ukraine", "id": "{{Second}}", "jointWith": ["russia"], "copies": [{ "party": "russia", "id": "{{Copy}}" }], "quote": { "text": "We both." }, {{Said}} }""",
        $$"""{ "record": "correction", "statement": "{{First}}", "reason": "misread", "firmness": "redLine" }""",
        $$"""{ "record": "report", "statement": "{{First}}", "source": "rt", "root": "another" }""",
        $$"""{ "record": "reportAssessment", "statement": "{{First}}", "number": 2, "credibility": 2, "reason": "seen" }""",
        $$"""{ "record": "reportRetraction", "statement": "{{First}}", "number": 1, "reason": "another statement" }""",
        $$"""{ "record": "conditionAssessment", "statement": "{{First}}", "number": 1, "state": "met", "on": "2025-08-10", "reason": "they left" }""",
        $$"""{ "record": "retraction", "statement": "{{Copy}}", "only": "russia", "reason": "they did not sign" }""",
        $$"""{ "record": "retraction", "statement": "{{First}}", "reason": "never said" }""",
        $$"""{ "record": "reinstatement", "statement": "{{First}}", "reason": "it was" }""",
    ];

    [Fact]
    public async Task Records_every_sort_of_line_in_its_order()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);

        var report = await SendAsync(api, Lines);

        Assert.True(report["refused"]!.GetValue<int>() == 0, report.ToJsonString());
        Assert.Equal((Lines.Length, 0, 0), Imported.Counts(report));
        var first = (await api.GetAsync($"/api/v1/statements/{First}")).Json;
        Assert.Equal((8, "redLine", false), (first["revision"]!.GetValue<int>(), first["firmness"]!.GetValue<string>(), first["retracted"]!.GetValue<bool>()));
        Assert.Equal("met", first["conditions"]![0]!["assessments"]![0]!["state"]!.GetValue<string>());
        Assert.True((await api.GetAsync($"/api/v1/statements/{Copy}")).Json["retracted"]!.GetValue<bool>());
        Assert.False((await api.GetAsync($"/api/v1/statements/{Second}")).Json["retracted"]!.GetValue<bool>());
        Assert.Equal(1, await Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.membership"));
        // Every sort of event that there is.
        Assert.Equal(PositionLedger.Server.Store.EventNames.All.Count, await Sql.AskAsync<long>(app.ConnectionString, "select count(distinct type) from ledger.mt_events"));
        await SealedLedger.IsWholeAsync(app);
    }

    [Theory]
    [InlineData("?dryRun=true")]
    [InlineData("?atomic=true")]
    public async Task Is_checked_line_by_line_by_what_the_lines_before_would_have_come_to(string query)
    {
        await using var app = await LedgerApp.StartAsync(postgres);

        var report = await SendAsync(Api.Of(app), Lines, query);

        Assert.True(report["refused"]!.GetValue<int>() == 0, report.ToJsonString());
        Assert.Equal((Lines.Length, 0, 0), Imported.Counts(report));
        Assert.Equal(query == "?dryRun=true" ? 0 : Lines.Length + 1, await Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.mt_events"));
    }

    [Fact]
    public async Task Changes_nothing_when_its_events_have_their_ids_and_it_is_sent_again()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);
        string[] lines = [.. Lines.Select((line, i) => line.Insert(1, $"\"event\": \"01a21394-0000-7000-8000-0000000001{i:00}\", "))];

        var first = await SendAsync(api, lines);
        var again = await SendAsync(api, lines);

        Assert.Equal((Lines.Length, 0, 0), Imported.Counts(first));
        Assert.Equal((0, Lines.Length, 0), Imported.Counts(again));
        var elsewhere = await SendAsync(api, ["""{ "record": "party", "event": "01a21394-0000-7000-8000-000000000100", "id": "atlantis", "name": "Atlantis", "kind": "state" }"""]);
        Assert.Equal(["1 event event-exists"], Imported.Refusals(elsewhere));
    }

    [Fact]
    public async Task Refuses_lines_that_are_no_such_record()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);
        await SendAsync(api, Lines);

        var report = await SendAsync(api,
        [
            "{ not json", "[]", """{ "record": "colour" }""", """{ "record": "rename", "name": "Nobody" }""",
            """{ "record": "retraction", "statement": "01a21394-0000-7000-8000-0000000009ff", "reason": "none" }""",
            """{ "record": "retraction", "statement": 7, "reason": "none" }""", """{ "record": "party", "id": "x", "name": "X", "kind": "state", "colour": "red" }""",
            $$"""{ "party": "ukraine", "id": "{{First}}", "quote": { "text": "Other words." }, {{Said}} }""", "", "null", "{} {}",
        ]);

        Assert.Equal(
        [
            "1 - malformed-json", "2 body invalid-request", "3 record invalid-request", "4 party invalid-request", "5 statement unknown-statement",
            "6 statement invalid-request", "7 colour invalid-request", "8 id statement-exists", "10 - malformed-json", "11 - malformed-json",
        ], Imported.Refusals(report));
    }

    private static Task<JsonNode> SendAsync(Api api, IEnumerable<string> lines, string query = "") =>
        Imported.FileAsync(api, string.Join('\n', lines.Select(line => line.ReplaceLineEndings(" "))), Imported.Ndjson, query);
}
