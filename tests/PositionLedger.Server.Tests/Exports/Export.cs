using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

/// <summary>Exports of a ledger all of whose events are sealed.</summary>
internal static class Export
{
    public static async Task<string[]> LinesAsync(LedgerApp app, string query = "") =>
        (await TextAsync(app, $"statements.ndjson{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<string> TextAsync(LedgerApp app, string path)
    {
        await SealedLedger.IsSealedAsync(app);
        var reply = await Api.Of(app).GetAsync($"/api/v1/exports/{path}");
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Text;
    }

    public static string[] Records(IEnumerable<string> lines) => [.. lines.Select(line => $"{JsonNode.Parse(line)!["record"]}")];

    public static string[] StatementIds(IEnumerable<string> lines) =>
        [.. lines.Select(line => JsonNode.Parse(line)!).Where(line => $"{line["record"]}" == "statement").Select(line => $"{line["id"]}")];
}
