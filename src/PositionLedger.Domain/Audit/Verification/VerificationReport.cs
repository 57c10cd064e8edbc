using NodaTime;

namespace PositionLedger.Domain.Audit.Verification;

/// <summary>What came out of checking a ledger.</summary>
/// <param name="Origin">The name of the ledger; null where it has no key.</param>
/// <param name="Size">How many events its newest seal covers.</param>
/// <param name="Root">Of the newest seal; null where there is none.</param>
/// <param name="Held">The keys that the auditor gave.</param>
/// <param name="Keys">The keys that the ledger showed.</param>
/// <param name="Unsealed">How many events had no leaf when the rows were read.</param>
/// <param name="Late">How many events were sealed only by a later seal than the first one after they were recorded.</param>
/// <param name="Lags">The longest of these delays.</param>
/// <param name="ComparedAllTiles">Whether all tiles were compared, and not a sample of them.</param>
/// <param name="Checkpoint">The published checkpoint, to be kept; null where it isn't the newest seal's.</param>
public sealed record VerificationReport(
    string? Origin, long Size, TreeHash? Root, Instant? SealedAt, ValueList<VerifierKey> Held, ValueList<string> Keys, long Unsealed,
    ValueList<PointReport> Points, long Late, ValueList<Lag> Lags, bool ComparedAllTiles, string? Checkpoint)
{
    /// <summary>How the ledger went on under another name after it had lost sealed events.</summary>
    public ValueList<EpochDeclaration> Epochs { get; init; } = [];

    /// <summary>How leaves were put back whose events are lost.</summary>
    public ValueList<RecoveryDeclaration> Recoveries { get; init; } = [];

    public Verdict Verdict => Points.Max(point => point.Verdict);
}
