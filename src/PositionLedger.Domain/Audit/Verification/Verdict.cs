namespace PositionLedger.Domain.Audit.Verification;

/// <summary>What a check says of one thing; of many, the worst that was said of any.</summary>
public enum Verdict
{
    Verified,

    /// <summary>It could not be checked: what it takes isn't there. It may be as it should, or not.</summary>
    Unchecked,
    Failed,
}
