using System.Text.Json;
using System.Text.RegularExpressions;

namespace PositionLedger.Cli;

/// <summary>Turns what is in JSON into words for a reader.</summary>
internal static partial class Words
{
    /// <returns>Null where the member is absent or null.</returns>
    public static JsonElement? Of(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    /// <summary>A text, number or list of them as it is, without quotes.</summary>
    public static string? TextOf(this JsonElement json, string name) => json.Of(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => string.Join(", ", list.EnumerateArray()),
        var value => value.ToString(),
    };

    /// <summary>A row for each item of a list; none where it is absent.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> Each(
        this JsonElement json, string list, Func<JsonElement, IReadOnlyList<string?>> row) =>
        json.Of(list) is { } items ? [.. items.EnumerateArray().Select(row)] : [];

    /// <summary>The words of a name: <c>redLine</c> is "red line".</summary>
    public static string? Spaced(string? name) =>
        name is null ? null : Hump().Replace(name, match => $" {char.ToLowerInvariant(match.Value[0])}");

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
