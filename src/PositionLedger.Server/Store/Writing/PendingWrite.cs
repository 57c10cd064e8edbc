using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Writing;

/// <summary>A command in the queue, and its caller who waits.</summary>
internal sealed class PendingWrite(Command command, Recorder recorder, CancellationToken cancel)
{
    // The callers' work must not run on the writer's thread.
    private readonly TaskCompletionSource<WriteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Command Command { get; } = command;

    public Recorder Recorder { get; } = recorder;

    public Task<WriteOutcome> Done => _done.Task;

    /// <summary>Whether the caller has gone before the write began; it is then left out.</summary>
    public bool IsAbandoned()
    {
        // Asked once: a caller who leaves between two looks would be left out and never told.
        if (!cancel.IsCancellationRequested)
            return false;

        _done.TrySetCanceled(cancel);
        return true;
    }

    public void Complete(WriteOutcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception error) => _done.TrySetException(error);
}
