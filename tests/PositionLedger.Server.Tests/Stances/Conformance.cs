using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>Worked scenarios, sent and asked over HTTP; the answers were found by brute force over all possible days.</summary>
/// <remarks>Each is asked at its size of the ledger as the ledger grows, and again at the end, which gives the same bytes.</remarks>
[Collection(SharedLedger.Name)]
public sealed class Conformance(LedgerApp app)
{
    private static readonly JsonArray All = Load();

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_scenario_is_answered_as_worked_out(string name)
    {
        var scenario = All.Single(candidate => candidate!["name"]!.GetValue<string>() == name)!;
        var (operations, questions) = (scenario["operations"]!.AsArray(), scenario["questions"]!.AsArray().ToLookup(q => q!["afterOperations"]!.GetValue<int>()));
        var run = new ScenarioOverHttp(Api.Of(app), scenario);
        var asked = new List<(JsonNode Question, long Size, Reply Reply)>();
        await run.OpenAsync();
        for (var sent = 0; sent <= operations.Count; sent++)
        {
            if (sent > 0)
                await run.SendAsync(operations[sent - 1]!);
            if (!questions.Contains(sent))
                continue;

            var size = await SealedLedger.IsSealedAsync(app);
            foreach (var question in questions[sent])
                asked.Add((question!, size, await run.AskAsync(question!, $"&ledgerSize={size}")));
        }

        Assert.Equal(scenario["questions"]!.AsArray().Count, asked.Count);
        foreach (var question in questions[operations.Count])
            await run.AskAsync(question!);
        foreach (var (question, size, first) in asked)
        {
            Assert.Equal(first.Text, (await run.AskAsync(question, $"&ledgerSize={size}")).Text);
            Assert.Equal(first.Text, (await run.AskAsync(question, $"&knownAt={first.Json["ledger"]!["sealedAt"]}")).Text);
        }
    }

    private static JsonArray Load()
    {
        using var stream = typeof(Conformance).Assembly.GetManifestResourceStream("conformance.json")!;
        return JsonNode.Parse(stream)!.AsArray();
    }
}

/// <summary>One scenario, under ids of its own.</summary>
internal sealed class ScenarioOverHttp(Api api, JsonNode scenario)
{
    private readonly string _prefix = $"{scenario["name"]!.GetValue<string>()}-{Guid.NewGuid():N}"[..20] + "-";
    private readonly Dictionary<string, string> _ids = [];

    public async Task OpenAsync()
    {
        foreach (var party in scenario["parties"]!.AsArray())
            await Accepted(api.PostAsync("/api/v1/parties", new { id = _prefix + party, name = party, kind = "state" }));
        foreach (var issue in scenario["issues"]!.AsArray())
            await Accepted(api.PostAsync("/api/v1/issues", new { id = _prefix + issue, negotiation = _prefix + "talks", title = issue, proposition = "It is so." }));
    }

    public async Task<Reply> AskAsync(JsonNode question, string knowledge = "")
    {
        var reply = await api.GetAsync($"/api/v1/parties/{_prefix}{question["party"]}/stances/{_prefix}{question["issue"]}"
            + $"?on={question["on"]}&policy={question["policy"]}{knowledge}");
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        var governedBy = question["governedBy"]?.GetValue<string>() is { } name ? _ids[name] : null;
        Assert.Equal(
            (Text(question, "stance"), Text(question, "certainty"), governedBy),
            (Text(reply.Json, "stance"), Text(reply.Json, "certainty"), Text(reply.Json, "governedBy")));
        Assert.Equal(Set(question), Set(reply.Json));
        return reply;
    }

    public async Task SendAsync(JsonNode operation)
    {
        if (Text(operation, "op") == "source")
        {
            await Accepted(api.PostAsync("/api/v1/sources", new { id = _prefix + operation["id"], name = "A source", reliability = Text(operation, "reliability") }));
        }
        else if (Text(operation, "op") == "grade")
        {
            await Accepted(api.PostAsync($"/api/v1/sources/{_prefix}{operation["id"]}/grades", new { reliability = Text(operation, "reliability"), reason = "seen" }));
        }
        else if (Text(operation, "op") == "record")
        {
            var reply = await Accepted(api.PostAsync($"/api/v1/parties/{_prefix}{operation["party"]}/statements", Statement(operation["statement"]!)));
            _ids[Text(operation, "ref")!] = reply.Json["id"]!.GetValue<string>();
        }
        else
        {
            var (path, body) = Amendment(operation);
            await Accepted(api.PostAsync($"/api/v1/statements/{_ids[Text(operation, "ref")!]}/{path}", body, ("If-Match", "*")));
        }
    }

    private (string Path, JsonObject Body) Amendment(JsonNode operation)
    {
        var reason = new JsonObject { ["reason"] = operation["reason"]?.DeepClone() };
        switch (Text(operation, "op"))
        {
            case "correct":
                foreach (var (field, value) in operation["fields"]!.AsObject())
                    reason[field] = value?.DeepClone();
                return ("corrections", reason);
            case "retract":
                return ("retractions", reason);
            case "reinstate":
                return ("reinstatements", reason);
            case "report":
                return ("reports", Report(operation["report"]!));
            case "assess":
                reason["credibility"] = operation["credibility"]!.DeepClone();
                return ($"reports/{operation["report"]}/assessments", reason);
            default:
                throw new NotSupportedException(operation.ToJsonString());
        }
    }

    private JsonObject Statement(JsonNode asWorkedOut)
    {
        var statement = asWorkedOut.DeepClone().AsObject();
        statement["issue"] = _prefix + statement["issue"];
        statement["report"] = Report(statement["report"]!);
        if (Text(statement, "refersTo") is { } target)
            statement["refersTo"] = _ids[target];
        return statement;
    }

    private JsonObject Report(JsonNode asWorkedOut)
    {
        var report = asWorkedOut.DeepClone().AsObject();
        report["source"] = _prefix + report["source"];
        if (Text(report, "root") is { } root)
            report["root"] = _prefix + root;
        return report;
    }

    private static IEnumerable<string> Set(JsonNode answer) => answer["possible"]!.AsArray().Select(x => x!.GetValue<string>()).Order();

    private static async Task<Reply> Accepted(Task<Reply> sent)
    {
        var reply = await sent;
        Assert.True(reply.Status is HttpStatusCode.Created or HttpStatusCode.OK, reply.Text);
        return reply;
    }

    private static string? Text(JsonNode json, string field) => json[field]?.GetValue<string>();
}
