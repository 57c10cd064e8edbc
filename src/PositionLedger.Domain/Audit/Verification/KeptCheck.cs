namespace PositionLedger.Domain.Audit.Verification;

/// <summary>Whether the ledger goes on from the checkpoints that the auditor kept.</summary>
internal sealed class KeptCheck(Tally tally, TrustedKeys keys, IReadOnlyList<KeptCheckpoint> kept)
{
    private readonly Dictionary<long, TreeHash?> _roots =
        kept.Select(one => one.Checkpoint.Size).Distinct().ToDictionary(size => size, _ => (TreeHash?)null);

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
        var name = $"The checkpoint in {one.Name}";
        if (keys.EpochOf(one.Checkpoint.Origin) is null)
            yield return Finding.Failed($"{name} is of '{one.Checkpoint.Origin}', which is another ledger than '{keys.Origin}'.");
        if (CheckedSeal.Signature(one.Note, one.Checkpoint.Origin, name, keys) is { } signature)
            yield return signature;

        var kept = one.Checkpoint;
        if ((Loss(kept, name, seals) ?? Contradiction(kept, name, broken) ?? Removal(kept, name, seals)) is { } finding)
            yield return finding;
    }

    private Finding? Loss(Checkpoint kept, string name, SealSequence seals)
    {
        var what = keys.Epochs.FirstOrDefault(epoch => epoch.Last.Origin == kept.Origin && kept.Size > epoch.Held) is { } declared
                ? $"all after the first {declared.Held} were lost then: {declared.Reason}"
            : kept.Size > seals.Size ? $"the ledger has sealed {seals.Size}: it was set back, or its end was cut off."
            : null;
        return what is null ? null : Finding.Failed($"{name} is of {Words.Events(kept.Size)}, and {what}");
    }

    private static Finding? Removal(Checkpoint kept, string name, SealSequence seals) => seals.Marks.Any(mark => mark.Size == kept.Size)
        ? null
        : Finding.Failed($"{name} is of {Words.Events(kept.Size)}, and the ledger shows no seal of as many any more.");

    private Finding? Contradiction(Checkpoint kept, string name, string? broken) => (_roots[kept.Size], broken) switch
    {
        (null, not null) => Finding.Unchecked($"{name} could not be compared: {broken}"),
        (null, null) => Finding.Failed($"{name} is of {Words.Events(kept.Size)}, and there are fewer leaves."),
        ({ } root, _) when root != kept.Root => Finding.Failed(
            $"{name} has another root than the first {Words.Events(kept.Size)} have now: something of them was changed since."),
        _ => null,
    };
}
