namespace PositionLedger.Domain.Audit;

/// <summary>Whether an Ed25519 signature (RFC 8032) of a message is by the owner of a public key; false for whatever is malformed.</summary>
public delegate bool SignatureCheck(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
