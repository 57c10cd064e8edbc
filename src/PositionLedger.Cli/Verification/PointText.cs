using PositionLedger.Domain.Audit.Verification;

namespace PositionLedger.Cli.Verification;

/// <summary>What is checked, in words.</summary>
internal static class PointText
{
    public static string Of(AuditPoint point) => point switch
    {
        AuditPoint.Keys => "keys: yours, or introduced by one of yours",
        AuditPoint.Seals => "seals: signed, with a checkpoint that says the same",
        AuditPoint.SealTimes => "seals: each later than the one before, and no smaller",
        AuditPoint.Checkpoint => "checkpoint: the published one is the newest seal's",
        AuditPoint.Leaves => "leaves: without a gap, each with its event and the hash of its entry",
        AuditPoint.Events => "events: each there once, and sealed",
        AuditPoint.Contents => "events: each is what was sealed",
        AuditPoint.Versions => "versions: without a gap in any stream, in the order of the leaves",
        AuditPoint.Roots => "roots: recomputed from the leaves, at every seal",
        AuditPoint.Times => "times: no event recorded later than sealed",
        AuditPoint.Recoveries => "recoveries: no other events missing than declared lost",
        AuditPoint.Kept => "kept checkpoints: the ledger goes on from each",
        AuditPoint.Tiles => "tiles: what others read is the same",
        _ => throw new ArgumentOutOfRangeException(nameof(point)),
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Verified => "verified",
        Verdict.Unchecked => "could not be checked",
        Verdict.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
