using NodaTime;

namespace PositionLedger.Domain.Audit;

/// <summary>A checkpoint with its time, which a checkpoint has no room for: the text of another note that the ledger signs.</summary>
/// <param name="SealedAt">What was known from this moment on are the first <paramref name="Size"/> leaves, until the next seal.</param>
public sealed record Seal(string Origin, long Size, TreeHash Root, Instant SealedAt)
{
    // Says what is signed, so that no signature on a seal can be passed off as one on something else.
    private const string Heading = "positionledger.seal/1";

    public Checkpoint Checkpoint => new(Origin, Size, Root);

    /// <summary>The text of the note: five lines.</summary>
    /// <exception cref="ArgumentException">The moment isn't one of whole microseconds.</exception>
    public string Body => $"{Heading}\n{Checkpoint.Body}{Microseconds.Format(SealedAt)}\n";

    /// <returns>The seal, or null where the note's text isn't one.</returns>
    public static Seal? TryParse(string noteText) =>
        noteText.Split('\n') is [Heading, { Length: > 0 } origin, var digits, var base64, var moment, ""]
        && NoteSyntax.Size(digits) is { } size && TreeHash.TryParse(base64) is { } root && Microseconds.TryParse(moment) is { } sealedAt
            ? new(origin, size, root, sealedAt)
            : null;
}
