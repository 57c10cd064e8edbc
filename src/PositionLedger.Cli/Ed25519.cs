using NSec.Cryptography;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Cli;

/// <summary>Signatures by Ed25519.</summary>
internal static class Ed25519
{
    public static SignatureCheck Check { get; } = (publicKey, message, signature) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key!, message, signature);
}
