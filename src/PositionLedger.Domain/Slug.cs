namespace PositionLedger.Domain;

/// <summary>The form of the ids that people choose: <c>[a-z0-9]+(-[a-z0-9]+)*</c>, at most 96 characters.</summary>
public static class Slug
{
    public const int MaxLength = 96;

    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > MaxLength || text[0] == '-' || text[^1] == '-')
            return false;

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '-' ? text[i - 1] == '-' : !char.IsAsciiLetterLower(text[i]) && !char.IsAsciiDigit(text[i]))
                return false;
        }

        return true;
    }
}
