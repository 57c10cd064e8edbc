using System.Text.Json;
using System.Text.Json.Nodes;

namespace PositionLedger.Server.Tests.Http;

/// <summary>The places within a JSON body, named as the server names fields: <c>report.chain[0]</c>.</summary>
internal static class JsonPaths
{
    public static IEnumerable<string> Of(JsonNode body, string prefix = "") => body switch
    {
        JsonObject o => o.SelectMany(x => Under(x.Value!, prefix.Length == 0 ? x.Key : $"{prefix}.{x.Key}")),
        JsonArray a => a.SelectMany((x, i) => Under(x!, $"{prefix}[{i}]")),
        _ => [],
    };

    public static IEnumerable<string> OfKind(JsonNode body, JsonValueKind kind) => Of(body).Where(path => Find(body, path).GetValueKind() == kind);

    public static JsonNode Find(JsonNode body, string path) => Steps(path).Aggregate(body, (at, step) => int.TryParse(step, out var i) ? at[i]! : at[step]!);

    public static void Replace(JsonNode body, string path, JsonNode? value) => Find(body, path).ReplaceWith(value);

    public static void Remove(JsonNode body, string path)
    {
        var found = Find(body, path);
        found.Parent!.AsObject().Remove(found.GetPropertyName());
    }

    private static IEnumerable<string> Under(JsonNode value, string path) => Of(value, path).Prepend(path);

    private static string[] Steps(string path) => path.Replace("]", "", StringComparison.Ordinal).Split('.', '[');
}
