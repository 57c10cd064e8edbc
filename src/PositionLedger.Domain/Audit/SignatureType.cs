namespace PositionLedger.Domain.Audit;

/// <summary>What a key signs and how, as C2SP signed-note numbers it; both are Ed25519.</summary>
public enum SignatureType : byte
{
    /// <summary>The text of a note.</summary>
    Note = 1,

    /// <summary>A checkpoint and the time at which a witness saw it.</summary>
    Cosignature = 4,
}
