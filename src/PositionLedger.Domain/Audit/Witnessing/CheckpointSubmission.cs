using System.Globalization;

namespace PositionLedger.Domain.Audit.Witnessing;

/// <summary>A checkpoint as a log sends it to a witness, with the proof that it continues what the witness saw last (c2sp.org/tlog-witness).</summary>
/// <param name="OldSize">Of the checkpoint that the witness cosigned last; 0 where it cosigned none.</param>
/// <param name="Proof">RFC 6962's consistency proof between the two; empty from nothing.</param>
/// <param name="Note">The checkpoint as a signed note.</param>
public sealed record CheckpointSubmission(long OldSize, ValueList<TreeHash> Proof, string Note)
{
    /// <summary>A witness reads no more lines of a proof.</summary>
    public const int MaxProofLength = 63;

    private const string OldMark = "old ";

    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{OldMark}{OldSize}\n{string.Concat(Proof.Select(hash => $"{hash}\n"))}\n{Note}");

    /// <returns>The submission, or null where the text isn't one; its note is still to be read.</returns>
    public static CheckpointSubmission? TryParse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || text[..end].Split('\n') is not [var first, .. var lines] || lines.Length > MaxProofLength || OldSizeOf(first) is not { } size)
            return null;

        var proof = lines.Select(line => TreeHash.TryParse(line)).ToArray();
        return proof.Contains(null) ? null : new(size, [.. proof.Select(hash => hash!.Value)], text[(end + 2)..]);
    }

    private static long? OldSizeOf(string line) =>
        line.StartsWith(OldMark, StringComparison.Ordinal) && long.TryParse(line[OldMark.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size.ToString(CultureInfo.InvariantCulture) == line[OldMark.Length..] ? size : null;
}
