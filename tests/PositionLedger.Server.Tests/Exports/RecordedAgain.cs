using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

/// <summary>Makes the calls that the lines of an export are, on another ledger, which gives statements ids of its own.</summary>
internal sealed partial class RecordedAgain(Api api)
{
    private readonly Dictionary<string, string> _ids = [];

    /// <summary>An answer of the first ledger with the ids that the other one gave.</summary>
    public string Translate(string text) => Ids().Replace(text, id => _ids.GetValueOrDefault(id.Value, id.Value));

    public async Task RecordAsync(string text)
    {
        var line = JsonNode.Parse(Translate(text))!.AsObject();
        var original = JsonNode.Parse(text)!.AsObject();
        var record = Take(line, "record")!;
        Take(line, "event");
        var path = PathOf(record, line);
        if (record == "statement")
            Take(line, "id");
        line.Remove("copies");

        var method = record == "rename" ? HttpMethod.Patch : HttpMethod.Post;
        var reply = await api.SendAsync(method, $"/api/v1/{path}", Api.Json(line), ("If-Match", "*"));

        Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{text}\n{reply.Text}");
        if (record == "statement")
            Remember(original, reply);
    }

    private void Remember(JsonObject line, Reply reply)
    {
        _ids.Add($"{line["id"]}", $"{reply.Json["id"]}");
        foreach (var copy in line["copies"]?.AsArray() ?? [])
            _ids.Add($"{copy!["id"]}", $"{reply.Json["joint"]!.AsArray().Single(made => $"{made!["party"]}" == $"{copy["party"]}")!["statement"]}");
    }

    private static string PathOf(string record, JsonObject line) => record switch
    {
        "party" => "parties",
        "issue" or "source" or "negotiation" => $"{record}s",
        "rename" => $"parties/{Take(line, "party")}",
        "membership" or "succession" => $"parties/{Take(line, "party")}/{record}s",
        "statement" => $"parties/{Take(line, "party")}/statements",
        "round" => $"negotiations/{Take(line, "negotiation")}/rounds",
        "grade" => $"sources/{Take(line, "source")}/grades",
        _ => $"statements/{Take(line, "statement")}/{Amendment(record, line)}",
    };

    private static string Amendment(string record, JsonObject line) => record switch
    {
        "correction" or "retraction" or "reinstatement" or "report" => $"{record}s",
        "reportAssessment" => $"reports/{Take(line, "number")}/assessments",
        "reportRetraction" => $"reports/{Take(line, "number")}/retractions",
        "conditionAssessment" => $"conditions/{Take(line, "number")}/assessments",
        _ => throw new ArgumentOutOfRangeException(nameof(record), record, "No call is made of it."),
    };

    private static string? Take(JsonObject line, string name)
    {
        var value = $"{line[name]}";
        return line.Remove(name) ? value : null;
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
