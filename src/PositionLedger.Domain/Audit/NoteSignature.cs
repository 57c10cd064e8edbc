using System.Buffers.Binary;
using System.Text;

namespace PositionLedger.Domain.Audit;

/// <summary>One signature line of a note: <c>— name base64(id‖signature)</c>.</summary>
/// <param name="Signature">In base64: what follows the key's id.</param>
public sealed record NoteSignature(string Name, uint KeyId, string Signature)
{
    private const string Dash = "— ";
    private const int IdLength = sizeof(uint);

    public static NoteSignature Of(VerifierKey key, ReadOnlySpan<byte> signature) =>
        new(key.Name, key.Id, Convert.ToBase64String(signature));

    public override string ToString()
    {
        var bytes = new byte[IdLength];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        return $"{Dash}{Name} {Convert.ToBase64String([.. bytes, .. Convert.FromBase64String(Signature)])}";
    }

    /// <summary>Whether it says that it is by this key; whether it is, <see cref="Verifies"/> tells.</summary>
    public bool Names(VerifierKey key) => Name == key.Name && KeyId == key.Id;

    internal static NoteSignature? TryParse(string line) =>
        line.StartsWith(Dash, StringComparison.Ordinal) && line[Dash.Length..].Split(' ') is [var name, var base64]
        && NoteSyntax.IsName(name) && NoteSyntax.Base64(base64) is { Length: > IdLength } bytes
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), Convert.ToBase64String(bytes.AsSpan(IdLength)))
            : null;

    internal bool Verifies(VerifierKey key, string text, SignatureCheck check) =>
        Names(key) && NoteSyntax.Base64(Signature) is { } signature && (key.Type == SignatureType.Cosignature
            ? Cosignature.Verifies(key, text, signature, check)
            : check([.. key.PublicKey], Encoding.UTF8.GetBytes(text), signature));
}
