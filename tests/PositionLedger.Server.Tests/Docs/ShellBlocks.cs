namespace PositionLedger.Server.Tests.Docs;

/// <summary>A shell block of a document, and the output that the document prints under it; empty where it prints none.</summary>
public sealed record ShellBlock(string Commands, string Output)
{
    /// <summary>The <c>sh</c> blocks of a document in order, each with the <c>text</c> block that follows it before the next.</summary>
    public static IReadOnlyList<ShellBlock> Of(string document)
    {
        var blocks = new List<ShellBlock>();
        foreach (var (language, text) in Fenced(document))
        {
            if (language == "sh")
                blocks.Add(new(text, ""));
            else if (language == "text" && blocks is [.., { Output: "" } last])
                blocks[^1] = last with { Output = text };
        }

        return blocks;
    }

    private static IEnumerable<(string Language, string Text)> Fenced(string document)
    {
        string? language = null;
        var lines = new List<string>();
        foreach (var line in document.Split('\n'))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (language is not null)
                yield return (language, string.Join('\n', lines));
            language = language is null ? line[3..].Trim() : null;
            lines.Clear();
        }
    }
}
