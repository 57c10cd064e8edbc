namespace PositionLedger.Domain.Audit;

/// <summary>How large the ledger's tree is and what its root is: the text of a note that the ledger signs (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">The name of the ledger, of which there is one in the world.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>The text of the note: three lines.</summary>
    public string Body => FormattableString.Invariant($"{Origin}\n{Size}\n{Root}\n");

    /// <summary>Reads a note's text; what other ledgers add in lines after the third is passed over.</summary>
    /// <returns>The checkpoint, or null where the text isn't one.</returns>
    public static Checkpoint? TryParse(string noteText) =>
        noteText.Split('\n') is [{ Length: > 0 } origin, var digits, var base64, .. var more, ""] && more.All(line => line.Length > 0)
        && NoteSyntax.Size(digits) is { } size && TreeHash.TryParse(base64) is { } root
            ? new(origin, size, root)
            : null;
}
