using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Something in the writer's queue, and its caller who waits.</summary>
/// <param name="recorder">Who asks for it.</param>
internal abstract class QueuedWrite(Recorder recorder, CancellationToken cancel)
{
    public Recorder Recorder { get; } = recorder;

    /// <summary>Whether the caller has gone before the write began; it is then left out.</summary>
    public bool IsAbandoned()
    {
        // Asked once: a caller who leaves between two looks would be left out and never told.
        if (!cancel.IsCancellationRequested)
            return false;

        Cancel(cancel);
        return true;
    }

    public abstract void Fail(Exception error);

    protected abstract void Cancel(CancellationToken cancel);
}

/// <summary>A command in the queue.</summary>
internal sealed class PendingWrite(Command command, Recorder recorder, CancellationToken cancel) : QueuedWrite(recorder, cancel)
{
    // The callers' work must not run on the writer's thread.
    private readonly TaskCompletionSource<WriteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Command Command { get; } = command;

    public Task<WriteOutcome> Done => _done.Task;

    public void Complete(WriteOutcome outcome) => _done.TrySetResult(outcome);

    public override void Fail(Exception error) => _done.TrySetException(error);

    protected override void Cancel(CancellationToken cancel) => _done.TrySetCanceled(cancel);
}
