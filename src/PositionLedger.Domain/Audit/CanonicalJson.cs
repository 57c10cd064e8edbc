using System.Text.Json;

namespace PositionLedger.Domain.Audit;

/// <summary>The one way in which a JSON value is written before it is hashed (RFC 8785).</summary>
/// <remarks>Numbers are floating point, as in JavaScript: those that only differ beyond its 53 bits are the same number.</remarks>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="ArgumentException">
    /// The value has no canonical form: half a pair of surrogates, a member twice, or a number that no floating point number can be.
    /// </exception>
    public static byte[] Write(JsonElement value)
    {
        try
        {
            return new CanonicalWriter().Value(value).ToArray();
        }
        catch (InvalidOperationException broken)
        {
            throw new ArgumentException("A text in the value isn't Unicode.", nameof(value), broken);
        }
    }

    /// <returns>The value, or null where the text isn't JSON or has no canonical form.</returns>
    public static JsonElement? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var value = JsonElement.Parse(utf8, Strict);
            new CanonicalWriter().Value(value);
            return value;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            // The runtime has no way to ask beforehand.
            return null;
        }
    }
}
