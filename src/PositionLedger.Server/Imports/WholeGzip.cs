using System.IO.Compression;

namespace PositionLedger.Server.Imports;

/// <summary>A compressed upload with one more member behind it, a mark: by itself <see cref="GZipStream"/> doesn't tell when the end is missing.</summary>
/// <remarks>Members may follow each other (RFC 1952). Behind half a member the mark is no mark, but noise.</remarks>
internal sealed class WholeGzip(Stream upload) : Stream
{
    private readonly MemoryStream _mark = new(Compressed(Mark));
    private bool _uploadEnded;

    /// <summary>What a whole upload ends with: a line of its own, without a break at its end.</summary>
    public static ReadOnlySpan<byte> LastLine => Mark.AsSpan(1);

    private static byte[] Mark { get; } = [(byte)'\n', .. Guid.NewGuid().ToByteArray().SelectMany(b => (byte[])[(byte)('a' + (b >> 4)), (byte)('a' + (b & 15))])];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_uploadEnded && await upload.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            return read;

        _uploadEnded = true;
        return await _mark.ReadAsync(buffer, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Compressed(byte[] text)
    {
        using var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Fastest))
            zip.Write(text);
        return content.ToArray();
    }
}
