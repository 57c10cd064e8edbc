using System.Net;
using System.Text.Json.Nodes;

namespace PositionLedger.Server.Tests.Support;

/// <summary>Puts things on record that a test starts from; each gets ids of its own.</summary>
public static class Given
{
    /// <summary>A party, an issue and a source that no other test uses.</summary>
    public static async Task<Cell> CellAsync(Api api, string reliability = "B")
    {
        var id = Guid.NewGuid().ToString("N")[..12];
        var cell = new Cell(api, $"party-{id}", $"issue-{id}", $"source-{id}");
        await Created(api.PostAsync("/api/v1/parties", new { id = cell.Party, name = "A party", kind = "state" }));
        await Created(api.PostAsync("/api/v1/issues", new { id = cell.Issue, negotiation = "talks", title = "An issue", proposition = "It is so." }));
        await Created(api.PostAsync("/api/v1/sources", new { id = cell.Source, name = "A source", reliability }));
        return cell;
    }

    public static async Task<Reply> Created(Task<Reply> sent)
    {
        var reply = await sent;
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text);
        return reply;
    }
}

/// <summary>One party on one issue, and a source that reports on it.</summary>
public sealed record Cell(Api Api, string Party, string Issue, string Source)
{
    public string StatementsPath => $"/api/v1/parties/{Party}/statements";

    public string StancePath(string on, string more = "") => $"/api/v1/parties/{Party}/stances/{Issue}?on={on}{more}";

    /// <summary>A statement that breaks no rule, for a test to change.</summary>
    public JsonObject Statement(string stance = "rejects", string saidOn = "2025-08-09", string? key = null, string quote = "We will not.") => new()
    {
        ["key"] = key,
        ["issue"] = Issue,
        ["speaker"] = new JsonObject { ["name"] = "A. Speaker", ["role"] = "foreign minister", ["authority"] = "principal" },
        ["kind"] = "position",
        ["stance"] = stance,
        ["firmness"] = "stated",
        ["saidOn"] = saidOn,
        ["quote"] = new JsonObject { ["text"] = quote, ["language"] = "en", ["rendering"] = "verbatim" },
        ["attribution"] = "namedOnRecord",
        ["report"] = new JsonObject { ["source"] = Source, ["url"] = "https://example.org/1", ["credibility"] = 2 },
    };

    /// <summary>Records it and answers its path.</summary>
    public async Task<string> RecordAsync(JsonObject? statement = null)
    {
        var reply = await Given.Created(Api.PostAsync(StatementsPath, statement ?? Statement()));
        return reply.Headers.Location!.ToString();
    }
}
