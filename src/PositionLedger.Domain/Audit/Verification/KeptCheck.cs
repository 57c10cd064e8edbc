namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Whether the ledger goes on from the checkpoints that the auditor kept.</summary>
internal sealed class KeptCheck(Tally tally, TrustedKeys keys, IReadOnlyList<KeptCheckpoint> kept)
{
    private readonly Dictionary<long, TreeHash?> _roots = kept.Select(one => one.Checkpoint.Size).Distinct().ToDictionary(size => size, _ => (TreeHash?)null);

    /// <summary>Whether the root of so many leaves is needed.</summary>
    public bool Awaits(long size) => _roots.ContainsKey(size);

    public void Take(long size, TreeHash root) => _roots[size] = root;

    /// <param name="broken">Why no root can be computed from some leaf on; null where all could.</param>
    public void Conclude(SealSequence seals, string? broken)
    {
        foreach (var one in kept)
        {
            Finding[] findings = [.. Findings(one, seals, broken)];
            foreach (var finding in findings)
                tally.Add(AuditPoint.Kept, finding);
            if (findings.Length == 0)
                tally.Verified(AuditPoint.Kept);
        }
    }

    private IEnumerable<Finding> Findings(KeptCheckpoint one, SealSequence seals, string? broken)
    {
        var (name, size, root) = ($"The checkpoint in {one.Name}", one.Checkpoint.Size, _roots[one.Checkpoint.Size]);
        if (keys.EpochOf(one.Checkpoint.Origin) is null)
            yield return new(Verdict.Failed, $"{name} is of '{one.Checkpoint.Origin}', which is another ledger than '{keys.Origin}'.");
        if (CheckedSeal.Signature(one.Note, one.Checkpoint.Origin, name, keys) is { } signature)
            yield return signature;

        if (keys.Epochs.FirstOrDefault(epoch => epoch.Last.Origin == one.Checkpoint.Origin && size > epoch.Held) is { } loss)
            yield return new(Verdict.Failed, $"{name} is of {Words.Events(size)}, and all after the first {loss.Held} were lost then: {loss.Reason}");
        else if (size > seals.Size)
            yield return new(Verdict.Failed, $"{name} is of {Words.Events(size)}, and the ledger has sealed {seals.Size}: it was set back, or its end was cut off.");
        else if (root is null && broken is not null)
            yield return new(Verdict.Unchecked, $"{name} could not be compared: {broken}");
        else if (root is null)
            yield return new(Verdict.Failed, $"{name} is of {Words.Events(size)}, and there are fewer leaves.");
        else if (root != one.Checkpoint.Root)
            yield return new(Verdict.Failed, $"{name} has another root than the first {Words.Events(size)} have now: something of them was changed since.");
        else if (seals.Marks.All(mark => mark.Size != size))
            yield return new(Verdict.Failed, $"{name} is of {Words.Events(size)}, and the ledger shows no seal of as many any more.");
    }
}
