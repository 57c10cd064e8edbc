using System.Security.Cryptography;
using System.Text;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit.Verification;

/// <summary>A key whose signatures only look like Ed25519's: whoever has the public key can sign. The tests are no better thieves for it.</summary>
internal sealed record ToyKey(string Name, byte Seed)
{
    public VerifierKey Verifier => VerifierKey.Ed25519(Name, [.. Enumerable.Repeat(Seed, 32)]);

    public static bool Check(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        HMACSHA512.HashData(publicKey, message).AsSpan().SequenceEqual(signature);

    public string Sign(string text) => Sign(new SignedNote(text, [])).ToText();

    public SignedNote Sign(SignedNote note) =>
        note.With(NoteSignature.Of(Verifier, HMACSHA512.HashData(Verifier.PublicKey.ToArray(), Encoding.UTF8.GetBytes(note.Text))));
}
