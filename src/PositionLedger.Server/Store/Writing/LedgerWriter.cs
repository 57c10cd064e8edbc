using System.Threading.Channels;
using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Writing;

/// <summary>The one writer: every write of this process goes through its queue, and what waits together is committed together.</summary>
/// <remarks>
/// There is no timer: while one batch is committed the next one gathers. Why there is no second way to append:
/// docs/decisions/0002-one-writer.md.
/// </remarks>
public sealed class LedgerWriter(WriteBatch batch, WriteChunk chunk, ILogger<LedgerWriter> log) : BackgroundService
{
    /// <summary>How many commands may wait; one more is told to come back.</summary>
    public const int Capacity = 2_048;

    private const int BatchSize = 256;

    private readonly Channel<QueuedWrite> _queue =
        Channel.CreateBounded<QueuedWrite>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>How many commands wait for their turn.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Waits until the command is durably on record, or refused.</summary>
    /// <exception cref="OperationCanceledException">The caller went away before the write began; nothing was recorded.</exception>
    public Task<WriteOutcome> WriteAsync(Command command, Recorder recorder, CancellationToken cancel)
    {
        var write = new PendingWrite(command, recorder, cancel);
        return _queue.Writer.TryWrite(write) ? write.Done : Task.FromResult<WriteOutcome>(new WriteOutcome.Busy());
    }

    /// <summary>Waits for a place in the queue, and then until the chunk is durably on record.</summary>
    /// <exception cref="OperationCanceledException">The caller went away before the write began, or the writer takes no more; nothing was recorded.</exception>
    internal async Task<IReadOnlyList<Decision>> WriteChunkAsync(PendingChunk pending, CancellationToken cancel)
    {
        try
        {
            await _queue.Writer.WriteAsync(pending, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new OperationCanceledException("The writer is being stopped.");
        }

        return await pending.Done;
    }

    /// <summary>Takes no more commands, and ends when those that wait are written.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var writes = new List<PendingWrite>(BatchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            writes.Clear();
            QueuedWrite? next = null;
            while (writes.Count < BatchSize && _queue.Reader.TryRead(out next) && next is PendingWrite write)
            {
                if (!write.IsAbandoned())
                    writes.Add(write);
            }

            if (writes.Count > 0)
                await WriteAsync(writes);
            if (next is PendingChunk pending && !pending.IsAbandoned())
                await CommitAsync(pending);
        }
    }

    private async Task CommitAsync(PendingChunk pending)
    {
        try
        {
            await chunk.CommitAsync(pending);
        }
        catch (Exception error)
        {
            batch.Forget();
            pending.Fail(error);
        }
    }

    private async Task WriteAsync(List<PendingWrite> writes)
    {
        try
        {
            await batch.CommitAsync(writes);
        }
        catch (Exception error) when (writes.Count > 1 && !Database.IsGone(error))
        {
            // Nothing was committed: the server said so, or the mistake was made before (WriteBatch). After a lost connection
            // that isn't known, and a second try could record everything twice.
            batch.Forget();
            log.LogWarning(error, "A batch of {Count} was rolled back; its commands are written one by one.", writes.Count);
            foreach (var write in writes.Where(write => !write.Done.IsCompleted && !write.IsAbandoned()))
                await WriteAsync([write]);
        }
        catch (Exception error)
        {
            batch.Forget();
            foreach (var write in writes)
                write.Fail(error);
        }
    }
}
