using System.Text;

namespace PositionLedger.Server.Exports;

/// <summary>Texts that somebody else wrote, in Markdown: they show as they are, and are never links, tables or HTML.</summary>
internal static class Markdown
{
    private const string Marks = "\\`*_{}[]<>()#|~&!$^";

    // What would begin a list, a heading or a rule where it comes first.
    private const string Beginnings = "+-=0123456789";

    /// <summary>The text on one line.</summary>
    public static string Text(string text)
    {
        var line = new StringBuilder(text.Length + 8);
        foreach (var character in text.Trim())
        {
            if (Marks.Contains(character, StringComparison.Ordinal))
                line.Append('\\').Append(character);
            else if (char.IsControl(character) || character is '\u2028' or '\u2029')
                line.Append(' ');
            else
                line.Append(character);
        }

        return line.ToString();
    }

    /// <summary>The text on a line of its own.</summary>
    public static string Line(string text)
    {
        var line = Text(text);
        if (line.Length == 0 || !Beginnings.Contains(line[0], StringComparison.Ordinal))
            return line;

        var number = line.TakeWhile(char.IsAsciiDigit).Count();
        return number < line.Length && !char.IsAsciiLetterOrDigit(line[number]) && line[number] is not (' ' or '\\')
            ? $"{line[..number]}\\{line[number..]}"
            : line;
    }

    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
