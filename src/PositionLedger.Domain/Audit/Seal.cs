using NodaTime;

namespace PositionLedger.Domain.Audit;

/// <summary>A checkpoint with its time, which a checkpoint has no room for: the text of another note that the ledger signs.</summary>
/// <param name="SealedAt">What was known from this moment on are the first <paramref name="Size"/> leaves, until the next seal.</param>
/// <param name="Previous">The time of the seal before it, so that none can be taken out from between two others; null for the first.</param>
public sealed record Seal(string Origin, long Size, TreeHash Root, Instant SealedAt, Instant? Previous)
{
    // Says what is signed, so that no signature on a seal can be passed off as one on something else.
    private const string Heading = "positionledger.seal/1";
    private const string First = "first";
    private const string After = "after ";

    public Checkpoint Checkpoint => new(Origin, Size, Root);

    /// <summary>The text of the note: six lines.</summary>
    /// <exception cref="ArgumentException">A moment isn't one of whole microseconds.</exception>
    public string Body =>
        $"{Heading}\n{Checkpoint.Body}{Microseconds.Format(SealedAt)}\n{(Previous is { } before ? After + Microseconds.Format(before) : First)}\n";

    /// <returns>The seal, or null where the note's text isn't one.</returns>
    public static Seal? TryParse(string noteText) =>
        noteText.Split('\n') is [Heading, { Length: > 0 } origin, var digits, var base64, var moment, var before, ""]
        && NoteSyntax.Size(digits) is { } size && TreeHash.TryParse(base64) is { } root && Microseconds.TryParse(moment) is { } sealedAt
        && (before == First || PreviousOf(before) is not null)
            ? new(origin, size, root, sealedAt, PreviousOf(before))
            : null;

    private static Instant? PreviousOf(string line) =>
        line.StartsWith(After, StringComparison.Ordinal) ? Microseconds.TryParse(line[After.Length..]) : null;
}
