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
        if (cancel.IsCancellationRequested)
            _done.TrySetCanceled(cancel);
        return cancel.IsCancellationRequested;
    }

    public void Complete(WriteOutcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception error) => _done.TrySetException(error);
}
