using System.Text.Json;

namespace PositionLedger.Domain.Audit;

/// <summary>Reads the members of JSON objects that somebody else wrote; what is absent is null.</summary>
internal static class JsonMembers
{
    public static JsonElement? Of(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <returns>The text, or null for anything else.</returns>
    public static string? TextOf(this JsonElement json, string name) =>
        json.Of(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    /// <returns>The whole number, or null for anything else.</returns>
    public static long? WholeNumberOf(this JsonElement json, string name) =>
        json.Of(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) ? number : null;
}
