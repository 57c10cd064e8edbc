using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

/// <summary>One call that writes, with a body that uses every field and breaks no rule.</summary>
/// <param name="Required">The paths that can't be left out.</param>
public sealed record WriteCall(HttpMethod Method, string Path, string Body, params string[] Required)
{
    public JsonObject NewBody() => JsonNode.Parse(Body)!.AsObject();

    public Task<Reply> SendAsync(Api api, HttpContent? content) => api.SendAsync(Method, Path, content, ("If-Match", "*"));
}

/// <summary>Every call that writes, on a party, a statement and a source that are there.</summary>
public sealed class WriteCalls(LedgerApp app) : IAsyncLifetime
{
    private const string Speaker = """ "speaker": { "name": "A. Speaker", "role": "envoy", "authority": "mandated" } """;

    private const string Quote = """
        "quote": { "text": "We will.", "language": "en", "rendering": "verbatimTranslated",
                   "original": { "text": "Так.", "language": "uk" }, "translator": "T. Ranslator" }
        """;

    private const string Stance = """
        "stance": "leansFor", "firmness": "stated", "saidOn": "2025-08-09", "effectiveUntil": "2030-01-01",
        "conditions": [ { "text": "If they leave.", "state": "open", "otherwise": "rejects" } ], "attribution": "document"
        """;

    private const string Round = """{ "id": "new-round", "title": "T", "from": "2025-08-15", "until": "2025-08-16", "venue": "V." }""";

    private Dictionary<string, WriteCall> _calls = [];

    public static TheoryData<string> Names { get; } =
    [
        "open a party", "rename a party", "record a membership", "record a succession", "open a negotiation", "add a round", "register an issue",
        "register a source", "grade a source", "record", "correct", "retract", "reinstate", "add a report", "assess a report", "retract a report", "assess a condition",
    ];

    public WriteCall this[string name] => _calls[name];

    public async ValueTask InitializeAsync()
    {
        var api = Api.Of(app);
        var cell = await Given.CellAsync(api);
        var statement = cell.Statement();
        statement["conditions"] = new JsonArray(new JsonObject { ["text"] = "If they leave." });
        var path = await cell.RecordAsync(statement);
        var retracted = await cell.RecordAsync();
        var lookAlike = await cell.RecordAsync(cell.Statement(quote: "We will."));
        var other = await Given.CellAsync(api);
        await api.PostAsync($"{path}/reports", new { source = cell.Source, root = "another-root" });
        foreach (var wrong in new[] { retracted, lookAlike })
            Assert.Equal(HttpStatusCode.OK, (await api.PostAsync($"{wrong}/retractions", new { reason = "wrong" }, ("If-Match", "*"))).Status);
        _calls = Of(cell, path, retracted, other.Party, $$""" "jointWith": ["{{other.Party}}"], "acknowledges": ["{{lookAlike.Split('/')[^1]}}"] """);
        Assert.Equal(_calls.Keys, Names.Select(row => row.Data));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Dictionary<string, WriteCall> Of(Cell cell, string path, string retracted, string other, string jointly) => new()
    {
        ["open a party"] = Post("/api/v1/parties", """{ "id": "new-party", "name": "New", "kind": "armedGroup", "aliases": ["N."] }""", "id", "name", "kind"),
        ["rename a party"] = new(HttpMethod.Patch, $"/api/v1/parties/{cell.Party}", """{ "name": "Renamed", "aliases": ["R."] }"""),
        ["record a membership"] = Post($"/api/v1/parties/{cell.Party}/memberships",
            $$"""{ "bloc": "{{other}}", "from": "2025-01-01", "until": "2025-12-31", "speaksFor": true }""", "bloc", "from", "speaksFor"),
        ["record a succession"] = Post($"/api/v1/parties/{cell.Party}/successions",
            $$"""{ "to": "{{other}}", "kind": "split", "on": "2025-10-01" }""", "to", "kind", "on"),
        ["open a negotiation"] = Post("/api/v1/negotiations", $$"""{ "id": "new-negotiation", "title": "T", "rounds": [ {{Round}} ] }""",
            "id", "title", "rounds[0].id", "rounds[0].title", "rounds[0].from", "rounds[0].until"),
        ["add a round"] = Post("/api/v1/negotiations/talks/rounds", Round, "id", "title", "from", "until"),
        ["register an issue"] = Post("/api/v1/issues",
            $$"""{ "id": "new-issue", "negotiation": "talks", "title": "T", "proposition": "P.", "parent": "{{cell.Issue}}" }""",
            "id", "negotiation", "title", "proposition"),
        ["register a source"] = Post("/api/v1/sources", """{ "id": "new-source", "name": "New", "kind": "wire", "reliability": "B" }""", "id", "name"),
        ["grade a source"] = Post($"/api/v1/sources/{cell.Source}/grades", """{ "reliability": "C", "reason": "less so" }""", "reliability", "reason"),
        ["record"] = Post(cell.StatementsPath,
            $$"""{ "key": "new-key", "issue": "{{cell.Issue}}", "kind": "position", {{Speaker}}, {{Stance}}, {{Quote}}, "report": {{Report(cell)}}, {{jointly}} }""",
            "issue", "kind", "saidOn", "quote", "quote.text", "quote.original.text", "attribution", "speaker", "speaker.authority", "report", "report.source",
            "conditions[0].text"),
        ["correct"] = Post($"{path}/corrections",
            $$"""{ "reason": "a slip", {{Only(cell)}}, "kind": "position", {{Speaker}}, {{Stance}}, {{Quote}}, "report": {{Report(cell)}} }""",
            "reason", "quote.text", "quote.original.text", "speaker.authority", "report.source", "conditions[0].text"),
        ["retract"] = Post($"{path}/retractions", $$"""{ "reason": "wrong", {{Only(cell)}} }""", "reason"),
        ["reinstate"] = Post($"{retracted}/reinstatements", $$"""{ "reason": "right", {{Only(cell)}} }""", "reason"),
        ["add a report"] = Post($"{path}/reports", Report(cell).TrimEnd()[..^1] + $", {Only(cell)} }}", "source"),
        ["assess a report"] = Post($"{path}/reports/1/assessments", $$"""{ "credibility": 3, "reason": "less so", {{Only(cell)}} }""", "credibility", "reason"),
        ["retract a report"] = Post($"{path}/reports/2/retractions", $$"""{ "reason": "another one's", {{Only(cell)}} }""", "reason"),
        ["assess a condition"] = Post($"{path}/conditions/1/assessments",
            $$"""{ "state": "met", "on": "2025-08-10", "reason": "they left", {{Only(cell)}} }""", "state", "on", "reason"),
    };

    private static WriteCall Post(string path, string body, params string[] required) => new(HttpMethod.Post, path, body, required);

    private static string Only(Cell cell) => $"\"only\": \"{cell.Party}\"";

    private static string Report(Cell cell) => $$"""
        { "source": "{{cell.Source}}", "url": "https://example.org/2", "publishedOn": "2025-08-10", "retrievedAt": "2025-08-11T10:00:00Z",
          "credibility": 4, "chain": ["wire", "desk"], "root": "office" }
        """;
}
