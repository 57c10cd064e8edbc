using NSec.Cryptography;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>Ed25519 by a library, as the server and the command line have it: the domain has none.</summary>
internal static class Ed25519
{
    private static readonly SignatureAlgorithm By = SignatureAlgorithm.Ed25519;

    public static readonly SignatureCheck Check = (publicKey, message, signature) =>
        PublicKey.TryImport(By, publicKey, KeyBlobFormat.RawPublicKey, out var key) && By.Verify(key!, message, signature);

    public static byte[] PublicKeyOf(IEnumerable<byte> seed)
    {
        using var key = KeyOf(seed);
        return key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    public static byte[] Sign(IEnumerable<byte> seed, byte[] message)
    {
        using var key = KeyOf(seed);
        return By.Sign(key, message);
    }

    private static Key KeyOf(IEnumerable<byte> seed) => Key.Import(By, seed.ToArray(), KeyBlobFormat.RawPrivateKey);
}
