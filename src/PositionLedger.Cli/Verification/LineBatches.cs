using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PositionLedger.Cli.Verification;

/// <summary>Reads one line.</summary>
/// <param name="number">From 1.</param>
internal delegate T LineReader<out T>(ReadOnlySpan<byte> line, long number);

/// <summary>Reads the lines of a stream on all processors, and hands them on in their order.</summary>
internal static class LineBatches
{
    // Small enough for the garbage collector to forget it soon.
    private const int BatchSize = 64 * 1024;

    public static async IAsyncEnumerable<T[]> ReadAsync<T>(
        Stream stream, LineReader<T> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var batches = Channel.CreateBounded<Task<T[]>>(2 * Environment.ProcessorCount);
        var reading = SplitAsync(stream, read, batches.Writer, stop.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancel))
                yield return await batch;
        }
        finally
        {
            // Whoever stops early leaves a reader behind that waits for room.
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task SplitAsync<T>(Stream stream, LineReader<T> read, ChannelWriter<Task<T[]>> batches, CancellationToken cancel)
    {
        try
        {
            var (buffer, filled, number, isEnd) = (new byte[BatchSize], 0, 1L, false);
            while (!isEnd)
            {
                filled += await stream.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, false, cancel);
                isEnd = filled < buffer.Length;
                var end = isEnd ? filled : 1 + buffer.AsSpan(0, filled).LastIndexOf((byte)'\n');
                var next = new byte[end == 0 ? 2 * buffer.Length : Math.Max(BatchSize, filled - end)];
                buffer.AsSpan(end, filled - end).CopyTo(next);
                if (end > 0)
                {
                    var (lines, first) = (buffer.AsMemory(0, end), number);
                    number += lines.Span.Count((byte)'\n');
                    await batches.WriteAsync(Task.Run(() => Read(lines.Span, first, read), cancel), cancel);
                }

                (buffer, filled) = (next, filled - end);
            }

            batches.Complete();
        }
        catch (Exception e)
        {
            // It is thrown where the lines are awaited.
            batches.Complete(e);
        }
    }

    private static T[] Read<T>(ReadOnlySpan<byte> lines, long number, LineReader<T> read)
    {
        List<T> all = [];
        foreach (var range in lines.Split((byte)'\n'))
        {
            if (!lines[range].IsEmpty)
                all.Add(read(lines[range], number));
            number++;
        }

        return [.. all];
    }
}
