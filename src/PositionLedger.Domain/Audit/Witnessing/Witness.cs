namespace PositionLedger.Domain.Audit.Witnessing;

/// <summary>Decides whether a checkpoint may be cosigned: only if its log has done nothing but grow (c2sp.org/tlog-witness, add-checkpoint).</summary>
/// <param name="logs">The verifier keys of the logs that are witnessed; a log may have several.</param>
public sealed class Witness(IReadOnlyList<VerifierKey> logs, SignatureCheck check)
{
    /// <param name="lastOf">The checkpoint that was cosigned last under an origin; null where none was. Nobody else may cosign for that
    /// origin until the decision is kept.</param>
    public WitnessDecision Decide(CheckpointSubmission submission, Func<string, Checkpoint?> lastOf)
    {
        if (SignedNote.TryParse(submission.Note) is not { } note || Checkpoint.TryParse(note.Text) is not { } checkpoint)
            return new WitnessDecision.Malformed("That is no signed checkpoint.");

        var keys = logs.Where(key => key.Name == checkpoint.Origin).ToArray();
        if (keys.Length == 0)
            return new WitnessDecision.UnknownLog();
        if (!keys.Any(key => note.IsSignedBy(key, check)))
            return new WitnessDecision.NotSigned();
        if (submission.OldSize > checkpoint.Size)
            return new WitnessDecision.Malformed("The old size is larger than the checkpoint's.");

        var last = lastOf(checkpoint.Origin) ?? new(checkpoint.Origin, 0, TreeHash.Empty);
        if (submission.OldSize != last.Size || (last.Size == checkpoint.Size && last.Root != checkpoint.Root))
            return new WitnessDecision.Conflict(last.Size);

        return TreeProof.IsConsistent(last.Size, last.Root, checkpoint.Size, checkpoint.Root, [.. submission.Proof])
            ? new WitnessDecision.Cosigns(checkpoint)
            : new WitnessDecision.Inconsistent();
    }
}
