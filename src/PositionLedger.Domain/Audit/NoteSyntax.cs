using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PositionLedger.Domain.Audit;

/// <summary>What the texts of keys and notes have in common. Each value has one spelling, so that no changed letter goes unseen.</summary>
internal static class NoteSyntax
{
    /// <summary>A name stands between separators: it has no spaces, no plus and nothing that can't be printed.</summary>
    public static bool IsName(string text) => text.Length > 0 && IsWellFormed(text)
        && !text.Any(letter => letter == '+' || char.IsWhiteSpace(letter) || char.IsControl(letter));

    /// <summary>Whether it can be written in UTF-8, which has no half pairs of surrogates.</summary>
    public static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    public static uint KeyId(string name, SignatureType type, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey]));

    public static string KeyIdText(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);

    public static bool TryKeyId(string text, out uint id) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id) && KeyIdText(id) == text;

    /// <returns>The bytes, or null for anything but base64 as this machine would write it.</returns>
    public static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }

    /// <returns>The type of a key and its 32 bytes, or null where the base64 holds something else.</returns>
    public static (SignatureType Type, ValueList<byte> Bytes)? TypedKey(string base64) =>
        Base64(base64) is { Length: 1 + VerifierKey.KeyLength } bytes && (SignatureType)bytes[0] is var type && Enum.IsDefined(type)
            ? (type, [.. bytes.AsSpan(1)])
            : null;

    public static string TypedKeyText(SignatureType type, ValueList<byte> key) => Convert.ToBase64String([(byte)type, .. key]);

    /// <returns>The number, or null for anything but its decimal digits without leading zeros.</returns>
    public static long? Size(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && (digits == "0" || digits[0] != '0')
            ? size
            : null;
}
