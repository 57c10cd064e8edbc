using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

/// <summary>Every question about what is known now, of everybody on everything.</summary>
internal static class AllAnswers
{
    // What no copy of a ledger has in common with it: when things came into it, as which events, and what it sealed.
    private static readonly string[] OfTheLedgerItself = ["recordedAt", "ledger", "permalink", "knownFrom", "correlation", "recordedBy", "client"];

    public static async Task<IReadOnlyList<string>> OfAsync(Api api, IEnumerable<string> statements)
    {
        var answers = new List<string>();
        foreach (var path in await PathsAsync(api, statements))
        {
            var reply = await api.GetAsync($"/api/v1/{path}");
            Assert.True(reply.Status == HttpStatusCode.OK, $"{path}: {reply.Text}");
            answers.Add($"{path} {Bare(reply.Json)!.ToJsonString()}");
        }

        return answers;
    }

    private static async Task<IReadOnlyList<string>> PathsAsync(Api api, IEnumerable<string> statements)
    {
        var (parties, issues) = (await IdsAsync(api, "parties"), await IdsAsync(api, "issues"));
        var negotiations = await IdsAsync(api, "negotiations");
        return
        [
            "parties", "issues", "sources", "negotiations",
            .. negotiations.Select(id => $"negotiations/{id}"),
            .. negotiations.Select(id => $"matrix?negotiation={id}&on=2025-08-09"),
            .. negotiations.Select(id => $"changes?negotiation={id}&sinceOn=2025-07-31&on=2025-08-09"),
            .. issues.Select(id => $"issues/{id}/overlap?on=2025-08-09"),
            .. parties.Select(id => $"parties/{id}/stances?on=2025-08-09&policy=latest-first/1"),
            .. parties.SelectMany(_ => issues, (party, issue) => $"parties/{party}/stances/{issue}/explanation?on=2025-08-09"),
            .. parties.SelectMany(_ => issues, (party, issue) => $"parties/{party}/stances/{issue}/history"),
            .. statements.Select(id => $"statements/{id}"),
        ];
    }

    private static async Task<string[]> IdsAsync(Api api, string list) =>
        [.. (await api.GetAsync($"/api/v1/{list}?limit=1000")).Json["items"]!.AsArray().Select(item => $"{item!["id"]}")];

    private static JsonNode? Bare(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var name in OfTheLedgerItself)
                members.Remove(name);
            if (members["event"] is JsonValue)
                members.Remove("event");
            foreach (var member in members)
                Bare(member.Value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Bare(item);
        }

        return node;
    }
}
