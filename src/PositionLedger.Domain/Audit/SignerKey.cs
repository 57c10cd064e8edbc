namespace PositionLedger.Domain.Audit;

/// <summary>A private key with the name of its owner, as Go writes it: <c>PRIVATE+KEY+name+id+base64(type‖seed)</c>.</summary>
/// <remarks>Only <see cref="ToText"/> tells the secret: what is logged or shown by chance doesn't.</remarks>
public sealed record SignerKey
{
    private SignerKey(string name, uint id, SignatureType type, ValueList<byte> seed) => (Name, Id, Type, Seed) = (name, id, type, seed);

    public string Name { get; }

    /// <summary>The id of the verifier key that belongs to it.</summary>
    public uint Id { get; }

    public SignatureType Type { get; }

    /// <summary>The secret: 32 bytes, from which Ed25519 makes both keys (RFC 8032).</summary>
    public ValueList<byte> Seed { get; }

    /// <param name="verifier">The key that belongs to <paramref name="seed"/>; whoever can do Ed25519 knows it.</param>
    /// <exception cref="ArgumentException">The seed hasn't 32 bytes.</exception>
    public static SignerKey Of(VerifierKey verifier, ReadOnlySpan<byte> seed) => seed.Length == VerifierKey.KeyLength
        ? new(verifier.Name, verifier.Id, verifier.Type, [.. seed])
        : throw new ArgumentException($"A seed has {VerifierKey.KeyLength} bytes, not {seed.Length}.", nameof(seed));

    /// <returns>The key, or null where the text isn't one. That its id belongs to its seed is seen by <see cref="Verifier"/>.</returns>
    public static SignerKey? TryParse(string text) =>
        text.Split('+', 5) is ["PRIVATE", "KEY", var name, var hex, var base64] && NoteSyntax.IsName(name)
        && NoteSyntax.TryKeyId(hex, out var id) && NoteSyntax.TypedKey(base64) is var (type, seed)
            ? new(name, id, type, seed)
            : null;

    /// <summary>The verifier key, given the public key that Ed25519 makes from the seed.</summary>
    /// <returns>The key, or null where it hasn't the id that this key names: one of the two was changed.</returns>
    /// <exception cref="ArgumentException">The public key hasn't 32 bytes.</exception>
    public VerifierKey? Verifier(ReadOnlySpan<byte> publicKey) =>
        VerifierKey.Of(Name, Type, publicKey) is var key && key.Id == Id ? key : null;

    /// <summary>With the secret, for the file that keeps it.</summary>
    public string ToText() => $"PRIVATE+KEY+{Name}+{NoteSyntax.KeyIdText(Id)}+{NoteSyntax.TypedKeyText(Type, Seed)}";

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Name}+{NoteSyntax.KeyIdText(Id)}";
}
