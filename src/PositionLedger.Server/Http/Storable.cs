namespace PositionLedger.Server.Http;

/// <summary>Whether PostgreSQL can keep a text: it has no NUL, and is whole Unicode.</summary>
public static class Storable
{
    public static bool Is(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }
}
