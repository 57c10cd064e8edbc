using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

/// <summary>All that corrections and references can say, which an export has to say again.</summary>
internal static class MoreEvents
{
    // What a correction says: a new condition, one that comes back, one that goes; what is emptied; what refers, and what looks retracted.
    public static async Task RecordAsync(Cell cell)
    {
        var statement = cell.Statement(key: "conditional");
        (statement["effectiveUntil"], statement["firmness"]) = ("2025-12-31", "floated");
        statement["conditions"] = new JsonArray(Condition("one"), Condition("two"));
        var path = await cell.RecordAsync(statement);
        await CorrectAsync(cell, path, new { reason = "r", conditions = new[] { new { text = "two" } } });
        await CorrectAsync(cell, path, new { reason = "r", conditions = new[] { new { text = "three" }, new { text = "one" }, new { text = "four" } } });
        await CorrectAsync(cell, path, new { reason = "r", firmness = (string?)null, effectiveUntil = (string?)null, conditions = Array.Empty<object>() });
        await CorrectAsync(cell, path, new
        {
            reason = "r", kind = "noComment", stance = (string?)null, attribution = "document", saidOn = "2025-08-09T10:00:00.5Z",
            speaker = new { authority = "office" },
            quote = new { text = "=1+1", language = "en", original = new { text = "Слово", language = "uk" }, translator = "T." },
            report = new { source = cell.Source, publishedOn = "2025-08-10", retrievedAt = "2025-08-10T11:12:13.456789Z", credibility = 3, chain = new[] { "a", "b" }, root = "b" },
        });
        var denial = cell.Statement(stance: "accepts", quote: "I never said so.");
        (denial["kind"], denial["denies"], denial["refersTo"], denial["stance"]) = ("denial", "utterance", Jointly.IdOf(path), null);
        await cell.RecordAsync(denial);
        var other = await Given.CellAsync(cell.Api);
        var twice = await cell.RecordAsync(cell.Statement(quote: "Twice."));
        await cell.Api.PostAsync($"{twice}/retractions", new { reason = "r" }, ("If-Match", "*"));
        await cell.RecordAsync(cell.Statement(quote: "Twice.").With(other.Party).Acknowledging(Jointly.IdOf(twice)));
    }

    private static JsonObject Condition(string text) => new() { ["text"] = text };

    private static async Task CorrectAsync(Cell cell, string path, object correction)
    {
        var reply = await cell.Api.PostAsync($"{path}/corrections", correction, ("If-Match", "*"));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
    }
}
