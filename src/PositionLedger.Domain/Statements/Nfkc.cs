using System.Text;

namespace PositionLedger.Domain.Statements;

/// <summary>Unicode's normalisation form KC: one spelling for texts that differ only in how their characters are put together.</summary>
/// <remarks>
/// The runtime normalises nothing but ASCII where it does without ICU (<c>InvariantGlobalization</c>), as the ledger does. The
/// algorithm is that of UAX #15, its data are in <c>nfkc.txt</c>.
/// </remarks>
internal static class Nfkc
{
    private const int MarkedFrom = 0x300;

    private static readonly Lazy<NfkcData> Data = new(NfkcData.Read);

    /// <summary>The text in form KC; half a surrogate pair becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;

        var characters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, characters);
        Order(characters);
        Compose(characters);

        var composed = new StringBuilder(text.Length);
        foreach (var character in characters)
            composed.Append(new Rune(character));
        return composed.ToString();
    }

    private static void Decompose(int character, List<int> into)
    {
        if (Hangul.Decompose(character) is { } jamo)
            into.AddRange(jamo);
        else if (Data.Value.Decompositions.TryGetValue(character, out var parts))
            into.AddRange(parts);
        else
            into.Add(character);
    }

    // Marks after a letter go by their classes; those of one class stay as they were.
    private static void Order(List<int> characters)
    {
        for (var i = 1; i < characters.Count; i++)
        {
            var mark = ClassOf(characters[i]);
            for (var j = i; mark > 0 && j > 0 && ClassOf(characters[j - 1]) > mark; j--)
                (characters[j - 1], characters[j]) = (characters[j], characters[j - 1]);
        }
    }

    // A character joins the last starter, unless one of its own class or higher stands between them.
    private static void Compose(List<int> characters)
    {
        var (starter, kept, between) = (-1, 0, 0);
        for (var i = 0; i < characters.Count; i++)
        {
            var (character, mark) = (characters[i], ClassOf(characters[i]));
            var isBlocked = kept > starter + 1 && (between == 0 || between >= mark);
            if (starter >= 0 && !isBlocked && Composed(characters[starter], character) is { } composed)
            {
                characters[starter] = composed;
                continue;
            }

            if (mark == 0)
                starter = kept;
            between = mark;
            characters[kept++] = character;
        }

        characters.RemoveRange(kept, characters.Count - kept);
    }

    private static int? Composed(int first, int second) =>
        Hangul.Compose(first, second) ?? (Data.Value.Compositions.TryGetValue((first, second), out var composed) ? composed : null);

    private static int ClassOf(int character) =>
        character >= MarkedFrom && Data.Value.Classes.TryGetValue(character, out var its) ? its : 0;
}

/// <summary>Korean syllables, which are put together by arithmetic.</summary>
internal static class Hangul
{
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28, SyllableCount = LeadCount * VowelCount * TailCount;

    /// <summary>The two or three letters of a syllable; null for what is none.</summary>
    public static int[]? Decompose(int character)
    {
        var syllable = character - Syllables;
        if (syllable is < 0 or >= SyllableCount)
            return null;

        var (vowel, tail) = (syllable / TailCount, syllable % TailCount);
        int[] open = [Leads + (vowel / VowelCount), Vowels + (vowel % VowelCount)];
        return tail == 0 ? open : [.. open, Tails + tail];
    }

    /// <summary>The syllable that a letter makes with what stands before it; null where they make none.</summary>
    public static int? Compose(int first, int second)
    {
        var (lead, vowel, syllable, tail) = (first - Leads, second - Vowels, first - Syllables, second - Tails);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
            return Syllables + (((lead * VowelCount) + vowel) * TailCount);

        return syllable is >= 0 and < SyllableCount && syllable % TailCount == 0 && tail is > 0 and < TailCount ? first + tail : null;
    }
}
