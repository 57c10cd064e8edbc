using System.Text.Json;
using System.Text.RegularExpressions;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Http;

/// <summary>What is wrong with JSON that was sent, in words for whoever sent it.</summary>
/// <param name="Field">The field at fault; null where it is no JSON at all.</param>
/// <param name="Why">A sentence about the field; without one, where the JSON breaks and what it must be.</param>
internal sealed partial record JsonMistake(string? Field, string Why)
{
    /// <summary>The code of what is no JSON at all.</summary>
    public const string Malformed = "malformed-json";

    public static JsonMistake Of(JsonException thrown)
    {
        // An optional field is read by a reader of its own (OptionalConverter), which knows only its part of the path.
        var e = thrown.InnerException as JsonException ?? thrown;
        var path = ReferenceEquals(e, thrown) ? FieldOf(e) : Inside(FieldOf(thrown), FieldOf(e));
        if (e.InnerException is InvalidOperationException unreadable && !unreadable.Message.Contains("token type", StringComparison.Ordinal))
            return new(path, "contains half a surrogate pair, or bytes that are no UTF-8.");
        if (Unmapped().Match(e.Message) is { Success: true } unknown)
            return new(Join(path, Excerpt.Of(unknown.Groups[1].Value, 100)), "is no field of this request.");
        if (Duplicate().Match(e.Message) is { Success: true } twice)
            return new(Join(path, Excerpt.Of(twice.Groups[1].Value, 100)), "is given twice.");
        if (Unconvertible().Match(e.Message) is { Success: true } type)
            return new(path.Length == 0 ? "body" : path, $"must be {Expected(type.Groups[1].Value)}.");
        if (path.Length > 0 && e.InnerException is null && !e.Message.Contains("LineNumber", StringComparison.Ordinal))
            return new(path, e.Message);

        var where = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";
        return new(null, $"{where}. It must be valid UTF-8, without lone surrogates, nested at most 32 deep.");
    }

    private static string FieldOf(JsonException e) =>
        (e.Path ?? "$").TrimStart('$').TrimStart('.').Replace("['", "", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal);

    private static string Inside(string outer, string inner) =>
        inner.Length == 0 || inner[0] == '[' ? outer + inner : $"{outer}.{inner}";

    private static string Join(string path, string field) =>
        path.Length == 0 || path == field || path.EndsWith("." + field, StringComparison.Ordinal) ? (path.Length == 0 ? field : path) : $"{path}.{field}";

    private static string Expected(string type) => type switch
    {
        _ when type.Contains("[]", StringComparison.Ordinal) => "an array",
        _ when type.Contains("String", StringComparison.Ordinal) => "a string",
        _ when type.Contains("Int", StringComparison.Ordinal) => "a whole number",
        _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("Guid", StringComparison.Ordinal) => "a UUID",
        _ => "an object",
    };

    [GeneratedRegex("^The JSON property '(.*?)' could not be mapped")]
    private static partial Regex Unmapped();

    [GeneratedRegex("^Duplicate property '(.*?)'")]
    private static partial Regex Duplicate();

    [GeneratedRegex("could not be converted to (.*?)\\. Path:")]
    private static partial Regex Unconvertible();
}
