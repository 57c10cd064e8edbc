using System.IO.Compression;

namespace PositionLedger.Server.Imports;

/// <summary>Some thousands of whole records of a file, as they were sent.</summary>
/// <param name="Number">From 0.</param>
/// <param name="FirstLine">The line that the first record begins on, from 1.</param>
/// <param name="Records">How many there are, without blank lines.</param>
/// <param name="Content">The bytes, compressed.</param>
internal sealed record ImportBlock(int Number, long FirstLine, int Records, byte[] Content)
{
    /// <summary>How many records a block holds at most: what is recorded in one transaction, while others wait.</summary>
    public const int MaxRecords = 4_000;

    /// <summary>Bytes: with this many a block is full.</summary>
    public const int FullSize = 2 * 1024 * 1024;

    public static byte[] Compress(ReadOnlySpan<byte> text)
    {
        using var content = new MemoryStream();
        using (var zip = new DeflateStream(content, CompressionLevel.Fastest))
            zip.Write(text);
        return content.ToArray();
    }

    public byte[] Text()
    {
        using var zip = new DeflateStream(new MemoryStream(Content), CompressionMode.Decompress);
        using var text = new MemoryStream(Content.Length * 4);
        zip.CopyTo(text);
        return text.ToArray();
    }
}
