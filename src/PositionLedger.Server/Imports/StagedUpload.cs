using System.IO.Compression;
using System.IO.Pipelines;
using System.Buffers;

namespace PositionLedger.Server.Imports;

/// <summary>Takes an upload in, as it comes, and keeps it in the database in blocks of whole records.</summary>
internal sealed class StagedUpload(ImportRows rows, Guid import, FileFormat format)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private const string BrokenZip = "The file is compressed, and its compression is broken or cut off: send it again.";

    private readonly RecordSplitter _splitter = new(mayQuote: format == FileFormat.Csv);
    private readonly ArrayBufferWriter<byte> _block = new(64 * 1024);
    private bool _isZipped;
    private int _number;
    private int _records;
    private long _firstLine = 1;

    /// <summary>The columns of a CSV file; null for NDJSON.</summary>
    public string[]? Header { get; private set; }

    /// <summary>How many records were kept.</summary>
    public long Records { get; private set; }

    /// <summary>Reads the upload to its end, whether or not it is compressed by gzip.</summary>
    /// <exception cref="UnreadableFileException">It isn't what it should be; what was kept so far is of no use.</exception>
    public async Task ReadAsync(Stream upload, CancellationToken cancel)
    {
        var reader = PipeReader.Create(upload);
        var start = await reader.ReadAtLeastAsync(2, cancel);
        _isZipped = start.Buffer.Length >= 2 && start.Buffer.Slice(0, 2).ToArray() is [0x1F, 0x8B];
        reader.AdvanceTo(start.Buffer.Start);
        if (_isZipped)
            reader = PipeReader.Create(new GZipStream(new WholeGzip(reader.AsStream()), CompressionMode.Decompress), new(bufferSize: 128 * 1024));

        try
        {
            await SplitAsync(reader, cancel);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableFileException(BrokenZip);
        }

        if (format == FileFormat.Csv && Header is null)
            throw new UnreadableFileException("The file is empty: its first line must name the columns.");
        await FlushAsync(cancel);
    }

    private async Task SplitAsync(PipeReader reader, CancellationToken cancel)
    {
        for (var isFirst = true; ;)
        {
            var read = await reader.ReadAsync(cancel);
            var bytes = Contiguous(read.Buffer);
            var begin = isFirst && bytes.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            // Less than a mark may have come.
            if (isFirst && bytes.Length < ByteOrderMark.Length && !read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            isFirst = false;
            begin += await TakeAsync(bytes[begin..], read.IsCompleted, cancel);
            reader.AdvanceTo(read.Buffer.GetPosition(begin), read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    // How many bytes whole records took.
    private async Task<int> TakeAsync(ReadOnlyMemory<byte> bytes, bool isLast, CancellationToken cancel)
    {
        for (var taken = 0; ;)
        {
            var end = _splitter.EndOf(bytes.Span[taken..]);
            var isUnfinished = end < 0;
            var record = isUnfinished ? bytes[taken..] : bytes.Slice(taken, end);
            if (isUnfinished && isLast && _isZipped)
                return record.Span.SequenceEqual(WholeGzip.LastLine) ? bytes.Length : throw new UnreadableFileException(BrokenZip);
            _splitter.CheckLength(record.Length, isUnfinished && isLast);
            if (record.Length == 0 || (isUnfinished && !isLast))
                return taken;

            await TakeAsync(record, cancel);
            taken += record.Length;
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> record, CancellationToken cancel)
    {
        if (_block.WrittenCount == 0)
            _firstLine = _splitter.Line;
        var isBlank = _splitter.Take(record.Span);
        if (format == FileFormat.Csv && Header is null)
        {
            if (!isBlank)
                Header = CsvLines.Header(record.Span);
            return;
        }

        _block.Write(record.Span);
        if (record.Span[^1] != '\n')
            _block.Write("\n"u8);
        if (isBlank)
            return;

        Records++;
        if (++_records == ImportBlock.MaxRecords || _block.WrittenCount >= ImportBlock.FullSize)
            await FlushAsync(cancel);
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        if (_records > 0)
            await rows.KeepAsync(import, new(_number++, _firstLine, _records, ImportBlock.Compress(_block.WrittenSpan)), cancel);
        _records = 0;
        _block.ResetWrittenCount();
    }

    private static ReadOnlyMemory<byte> Contiguous(ReadOnlySequence<byte> bytes) => bytes.IsSingleSegment ? bytes.First : bytes.ToArray();
}
