using System.Globalization;
using System.Text;

namespace PositionLedger.Domain.Audit;

/// <summary>A proof that an entry is in the log, to be kept and checked without the log (c2sp.org/tlog-proof@v1).</summary>
/// <param name="Path">The siblings on the way from the leaf to the root.</param>
/// <param name="Checkpoint">The signed note, word for word.</param>
public sealed record TlogProof(long Index, ValueList<TreeHash> Path, string Checkpoint)
{
    private const string FirstLine = "c2sp.org/tlog-proof@v1\n";
    private const string ExtraMark = "extra ";
    private const string IndexMark = "index ";

    /// <summary>What else was put in, in base64. Nothing proves it.</summary>
    public string? Extra { get; init; }

    public string ToText()
    {
        var text = new StringBuilder(FirstLine);
        if (Extra is not null)
            text.Append(ExtraMark).Append(Extra).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{IndexMark}{Index}\n");
        foreach (var sibling in Path)
            text.Append(sibling).Append('\n');
        return text.Append('\n').Append(Checkpoint).ToString();
    }

    /// <returns>The proof, or null if the text is not one; its checkpoint is still to be read.</returns>
    public static TlogProof? TryParse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith(FirstLine, StringComparison.Ordinal) || end < FirstLine.Length)
            return null;

        var lines = text[FirstLine.Length..end].Split('\n').AsSpan();
        var extra = After(ExtraMark, lines[0]);
        if (extra is not null)
            lines = lines[1..];
        if (lines.IsEmpty || IndexOf(lines[0]) is not { } index || PathOf(lines[1..]) is not { } path)
            return null;

        var checkpoint = text[(end + 2)..];
        return checkpoint.Length > 0 && (extra is null || IsBase64(extra)) ? new(index, path, checkpoint) { Extra = extra } : null;
    }

    private static long? IndexOf(string line) =>
        After(IndexMark, line) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index.ToString(CultureInfo.InvariantCulture) == text ? index : null;

    private static ValueList<TreeHash>? PathOf(ReadOnlySpan<string> lines)
    {
        var path = new TreeHash[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (TreeHash.TryParse(lines[i]) is not { } sibling)
                return null;
            path[i] = sibling;
        }

        return [.. path];
    }

    private static bool IsBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && Convert.ToBase64String(bytes, 0, written) == text;
    }

    private static string? After(string mark, string line) => line.StartsWith(mark, StringComparison.Ordinal) ? line[mark.Length..] : null;
}
