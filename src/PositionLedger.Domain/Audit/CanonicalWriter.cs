using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PositionLedger.Domain.Audit;

/// <summary>Writes JSON values in their canonical form, one after the other.</summary>
internal sealed class CanonicalWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (char)control), '"', '\\']);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>Writes what is canonical already.</summary>
    public CanonicalWriter Raw(ReadOnlySpan<byte> json)
    {
        _bytes.Write(json);
        return this;
    }

    /// <exception cref="ArgumentException">The text has half a pair of surrogates.</exception>
    public CanonicalWriter Text(string? text)
    {
        if (text is null)
            return Raw("null"u8);

        Raw("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Utf8.GetBytes(rest[..at], _bytes);
            Utf8.GetBytes(Escape(rest[at]), _bytes);
            rest = rest[(at + 1)..];
        }

        Utf8.GetBytes(rest, _bytes);
        return Raw("\""u8);
    }

    public CanonicalWriter Number(double number)
    {
        Utf8.GetBytes(EcmaNumber.Format(number), _bytes);
        return this;
    }

    /// <exception cref="ArgumentException">The value has no canonical form.</exception>
    /// <exception cref="InvalidOperationException">The value holds a text that isn't Unicode.</exception>
    public CanonicalWriter Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value),
        JsonValueKind.Array => Array(value),
        JsonValueKind.String => Text(value.GetString()),
        JsonValueKind.Number => Number(value.GetDouble()),
        JsonValueKind.True => Raw("true"u8),
        JsonValueKind.False => Raw("false"u8),
        JsonValueKind.Null => Raw("null"u8),
        _ => throw new ArgumentException("There is no value.", nameof(value)),
    };

    private CanonicalWriter Object(JsonElement value)
    {
        var members = value.EnumerateObject().Select(member => (member.Name, member.Value)).ToArray();
        System.Array.Sort(members, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        Raw("{"u8);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0 && members[i].Name == members[i - 1].Name)
                throw new ArgumentException($"The member '{members[i].Name}' is there twice.", nameof(value));

            Raw(i > 0 ? ","u8 : default).Text(members[i].Name).Raw(":"u8).Value(members[i].Value);
        }

        return Raw("}"u8);
    }

    private CanonicalWriter Array(JsonElement value)
    {
        Raw("["u8);
        var separator = ""u8;
        foreach (var item in value.EnumerateArray())
        {
            Raw(separator).Value(item);
            separator = ","u8;
        }

        return Raw("]"u8);
    }

    private static string Escape(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => $"\\u{(int)letter:x4}",
    };
}
