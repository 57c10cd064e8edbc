using System.Buffers.Binary;
using System.Text;

namespace PositionLedger.Domain.Audit;

/// <summary>A witness's signature of a checkpoint with the time at which it saw it (C2SP tlog-cosignature, version 1).</summary>
public static class Cosignature
{
    private const int TimeLength = sizeof(ulong);

    /// <summary>What the witness signs.</summary>
    /// <param name="body">The text of the checkpoint's note, with its last newline.</param>
    public static byte[] MessageOf(string body, long unixSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unixSeconds);
        return Encoding.UTF8.GetBytes(FormattableString.Invariant($"cosignature/v1\ntime {unixSeconds}\n{body}"));
    }

    /// <summary>The line under the checkpoint.</summary>
    /// <param name="signature">Of <see cref="MessageOf"/>.</param>
    public static NoteSignature Of(VerifierKey witness, long unixSeconds, ReadOnlySpan<byte> signature)
    {
        var time = new byte[TimeLength];
        BinaryPrimitives.WriteInt64BigEndian(time, unixSeconds);
        return NoteSignature.Of(witness, [.. time, .. signature]);
    }

    /// <summary>The last second at which a witness says that it saw this checkpoint.</summary>
    /// <returns>The second, or null where it doesn't say so or a signature in its name is wrong.</returns>
    public static long? SecondOf(SignedNote checkpoint, VerifierKey witness, SignatureCheck check) =>
        witness.Type == SignatureType.Cosignature && checkpoint.IsSignedBy(witness, check)
            ? checkpoint.Signatures.Where(line => line.Names(witness)).Max(line => SecondOf(NoteSyntax.Base64(line.Signature)))
            : null;

    internal static bool Verifies(VerifierKey witness, string body, byte[] timed, SignatureCheck check) =>
        SecondOf(timed) is { } second && check([.. witness.PublicKey], MessageOf(body, second), timed.AsSpan(TimeLength));

    private static long? SecondOf(byte[]? timed) =>
        timed is { Length: >= TimeLength } && BinaryPrimitives.ReadInt64BigEndian(timed) is >= 0 and var second ? second : null;
}
