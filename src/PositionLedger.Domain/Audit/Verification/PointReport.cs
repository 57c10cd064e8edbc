namespace PositionLedger.Domain.Audit.Verification;

/// <summary>What came out of one point, over all seals, leaves or events that it was checked of.</summary>
/// <param name="Findings">The first failures, and then the first of what could not be checked.</param>
public sealed record PointReport(AuditPoint Point, long Verified, long Unchecked, long Failed, ValueList<Finding> Findings)
{
    public Verdict Verdict => Failed > 0 ? Verdict.Failed : Unchecked > 0 ? Verdict.Unchecked : Verdict.Verified;

    /// <summary>How many are counted and not listed.</summary>
    public long More => Unchecked + Failed - Findings.Count;
}
