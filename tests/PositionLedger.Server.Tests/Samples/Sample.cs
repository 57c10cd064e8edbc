using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Samples;

/// <summary>Asks a ledger that holds the sample, and names its statements by party and key, as its files do.</summary>
public sealed partial class Sample(Api api)
{
    public const string Name = "alaska-2025";

    /// <summary>The demonstration amendments, in order.</summary>
    public static IReadOnlyList<Amendment> Amendments { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "samples", Name, "amendments.demo.ndjson")).Select(Amendment.Parse)];

    public async Task<IReadOnlyList<string>> IdsAsync(string list) =>
        [.. (await api.GetAsync($"/api/v1/{list}")).Json["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    public async Task<JsonNode> StanceAsync(string party, string issue, string on) =>
        (await api.GetAsync($"/api/v1/parties/{party}/stances/{issue}?on={on}")).Json;

    /// <summary>A stance on one line: what it is, what governs it by its key, and the signals beside it.</summary>
    public async Task<string> CellAsync(string party, string issue, string on)
    {
        var stance = await StanceAsync(party, issue, on);
        var governs = (string?)stance["governedBy"] is { } id ? $" by {(await api.GetAsync($"/api/v1/statements/{id}")).Json["key"]}" : "";
        var signals = string.Join(", ", stance["signals"]!.AsArray().Select(signal => $"{signal!["stance"]} ({signal["because"]})"));
        return string.Join(' ', new[] { $"{stance["stance"]}", $"{stance["firmness"]}" }.Where(word => word.Length > 0)) + governs
            + (signals.Length > 0 ? $"; signals: {signals}" : "");
    }

    /// <summary>The confidence with what it was read from.</summary>
    public static string Confidence(JsonNode stance)
    {
        var basis = stance["basis"]!;
        return $"{stance["confidence"]} · {basis["authority"]} · {basis["rendering"]} · {basis["grade"]} · {basis["roots"]}";
    }

    /// <summary>Makes the call with the ids of the statements it names, and with the ETag where one is needed.</summary>
    public async Task<Reply> SendAsync(Amendment amendment)
    {
        var path = amendment.Path;
        if (Named().Match(path) is { Success: true } named)
            path = path.Replace(named.Value, await IdOfAsync(named.Groups[1].Value, named.Groups[2].Value), StringComparison.Ordinal);
        if (!path.EndsWith("/corrections", StringComparison.Ordinal) && !path.EndsWith("/retractions", StringComparison.Ordinal))
            return await api.PostAsync(path, amendment.Body);

        var statement = await api.GetAsync(path[..path.LastIndexOf('/')]);
        return await api.PostAsync(path, amendment.Body, ("If-Match", statement.ETag!));
    }

    private async Task<string> IdOfAsync(string party, string key)
    {
        var replay = (await api.GetAsync($"/api/v1/parties/{party}/replay")).Json;
        return (string)replay["events"]!.AsArray().Select(e => e!["event"]!).Single(e => (string?)e["key"] == key)["id"]!;
    }

    [GeneratedRegex(@"\{([^/]+)/([^}]+)\}")]
    private static partial Regex Named();
}

/// <summary>A line of the file of amendments: what it belongs to, and the call.</summary>
public sealed record Amendment(string Of, string Path, string Body)
{
    public static Amendment Parse(string line)
    {
        var json = JsonNode.Parse(line)!;
        return new((string)json["of"]!, ((string)json["call"]!)["POST ".Length..], json["body"]!.ToJsonString());
    }
}
