using System.Text;

namespace PositionLedger.Domain.Audit;

/// <summary>A text and the signatures under it (C2SP signed-note).</summary>
/// <remarks>The text means nothing before a known key's signature was verified.</remarks>
/// <param name="Text">Lines that all end in a newline; without control characters else.</param>
/// <param name="Signatures">Those of keys that nobody here knows are kept as well.</param>
public sealed record SignedNote(string Text, ValueList<NoteSignature> Signatures)
{
    private const int MaxSignatures = 100;

    /// <summary>What is signed.</summary>
    public byte[] Message => Encoding.UTF8.GetBytes(Text);

    /// <returns>The note, or null where the text isn't one; nothing is said yet about who signed it.</returns>
    public static SignedNote? TryParse(string note)
    {
        // The text may have empty lines of its own: the last one is the separator.
        var separator = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (separator < 0 || separator + 2 == note.Length || note[^1] != '\n' || !NoteSyntax.IsWellFormed(note) || note.Any(IsForbidden))
            return null;

        var lines = note[(separator + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures)
            return null;

        var signatures = lines.Select(NoteSignature.TryParse).OfType<NoteSignature>().ToArray();
        return signatures.Length == lines.Length ? new(note[..(separator + 1)], [.. signatures]) : null;
    }

    public SignedNote With(NoteSignature signature) => this with { Signatures = Signatures.Add(signature) };

    public string ToText() => $"{Text}\n{string.Concat(Signatures.Select(signature => $"{signature}\n"))}";

    /// <summary>Whether there is a signature that names this key, and every one that does is right.</summary>
    public bool IsSignedBy(VerifierKey key, SignatureCheck check)
    {
        var own = Signatures.Where(signature => signature.Names(key)).ToArray();
        return own.Length > 0 && own.All(signature => signature.Verifies(key, Text, check));
    }

    private static bool IsForbidden(char letter) => letter < ' ' && letter != '\n';
}
