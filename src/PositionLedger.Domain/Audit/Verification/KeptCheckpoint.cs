namespace PositionLedger.Domain.Audit.Verification;

/// <summary>A checkpoint that the auditor got earlier and kept where the ledger can't reach it.</summary>
/// <param name="Name">Of the file.</param>
public sealed record KeptCheckpoint(string Name, SignedNote Note, Checkpoint Checkpoint)
{
    /// <summary>Reads a checkpoint's note, or a proof, which ends in one.</summary>
    /// <returns>Null where the text is neither. Nothing is said yet about who signed it.</returns>
    public static KeptCheckpoint? TryParse(string name, string text) =>
        SignedNote.TryParse(TlogProof.TryParse(text)?.Checkpoint ?? text) is { } note && Checkpoint.TryParse(note.Text) is { } checkpoint
            ? new(name, note, checkpoint)
            : null;
}
