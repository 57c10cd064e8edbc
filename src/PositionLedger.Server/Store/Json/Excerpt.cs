namespace PositionLedger.Server.Store.Json;

/// <summary>The beginning of a text that may be too long to be shown or kept whole.</summary>
internal static class Excerpt
{
    /// <summary>The text, or its first characters and an ellipsis; never half a surrogate pair, which nothing could keep.</summary>
    public static string Of(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;

        var end = maxLength - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
