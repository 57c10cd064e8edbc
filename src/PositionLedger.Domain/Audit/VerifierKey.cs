namespace PositionLedger.Domain.Audit;

/// <summary>A public key with the name of its owner, as C2SP signed-note writes it: <c>name+id+base64(type‖key)</c>.</summary>
public sealed record VerifierKey
{
    internal const int KeyLength = 32;

    private VerifierKey(string name, SignatureType type, ValueList<byte> publicKey) => (Name, Type, PublicKey) = (name, type, publicKey);

    public string Name { get; }

    public SignatureType Type { get; }

    /// <summary>32 bytes, as Ed25519 encodes them (RFC 8032).</summary>
    public ValueList<byte> PublicKey { get; }

    /// <summary>By which signatures name the key, together with <see cref="Name"/>; it proves nothing.</summary>
    public uint Id => NoteSyntax.KeyId(Name, Type, [.. PublicKey]);

    /// <summary>The key of somebody who signs notes.</summary>
    /// <exception cref="ArgumentException">The name has spaces, a plus or nothing, or the key hasn't 32 bytes.</exception>
    public static VerifierKey Ed25519(string name, ReadOnlySpan<byte> publicKey) => Of(name, SignatureType.Note, publicKey);

    /// <summary>The key of a witness, who signs checkpoints with a time.</summary>
    /// <exception cref="ArgumentException">The name has spaces, a plus or nothing, or the key hasn't 32 bytes.</exception>
    public static VerifierKey Cosigner(string name, ReadOnlySpan<byte> publicKey) => Of(name, SignatureType.Cosignature, publicKey);

    /// <returns>The key, or null where the text isn't one, is of another type or has an id that isn't this key's.</returns>
    public static VerifierKey? TryParse(string text) =>
        text.Split('+', 3) is [var name, var hex, var base64] && NoteSyntax.IsName(name)
        && NoteSyntax.TryKeyId(hex, out var id) && NoteSyntax.TypedKey(base64) is var (type, bytes)
        && new VerifierKey(name, type, bytes) is var key && key.Id == id ? key : null;

    public override string ToString() => $"{Name}+{NoteSyntax.KeyIdText(Id)}+{NoteSyntax.TypedKeyText(Type, PublicKey)}";

    internal static VerifierKey Of(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        if (!NoteSyntax.IsName(name))
            throw new ArgumentException($"'{name}' can't be the name of a key.", nameof(name));
        if (publicKey.Length != KeyLength)
            throw new ArgumentException($"A public key has {KeyLength} bytes, not {publicKey.Length}.", nameof(publicKey));

        return new(name, type, [.. publicKey]);
    }
}
