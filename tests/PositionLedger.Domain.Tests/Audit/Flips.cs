using System.Text;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>Whatever differs from something in exactly one bit.</summary>
internal static class Flips
{
    /// <summary>Texts, by the bits of their UTF-8; what isn't UTF-8 any more has replacement characters, as for whoever receives it.</summary>
    public static IEnumerable<string> Of(string text) => Of(Encoding.UTF8.GetBytes(text)).Select(Encoding.UTF8.GetString);

    public static IEnumerable<byte[]> Of(byte[] bytes) => Enumerable.Range(0, 8 * bytes.Length).Select(bit =>
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    });
}
