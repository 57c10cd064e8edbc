namespace PositionLedger.Domain.Audit.Verification;

/// <summary>What is checked of a ledger.</summary>
public enum AuditPoint
{
    /// <summary>The ledger signs by a key that the auditor holds, or by one that such a key introduced.</summary>
    Keys,

    /// <summary>Every seal says the same as its checkpoint, and both are signed.</summary>
    Seals,

    /// <summary>Every seal is later than the one before, and covers no less.</summary>
    SealTimes,

    /// <summary>What is published as the newest checkpoint is the newest seal's.</summary>
    Checkpoint,

    /// <summary>The leaves are 0, 1, 2, … without a gap; each has its event, and its hash is that of its entry.</summary>
    Leaves,

    /// <summary>Every event is there once and has a leaf.</summary>
    Events,

    /// <summary>The event as it stands is the one that its leaf commits to.</summary>
    Contents,

    /// <summary>The versions of a stream are 1, 2, 3, … in the order of the leaves.</summary>
    Versions,

    /// <summary>Every seal has the root of the tree that is recomputed from the leaves.</summary>
    Roots,

    /// <summary>No event was recorded later than it was sealed.</summary>
    Times,

    /// <summary>Exactly those events are missing that the ledger said, signed, to have lost.</summary>
    Recoveries,

    /// <summary>The ledger goes on from every checkpoint that the auditor kept.</summary>
    Kept,

    /// <summary>The tiles that others read hold the same leaves and nodes.</summary>
    Tiles,
}
