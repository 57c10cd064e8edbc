using Npgsql;
using PositionLedger.Domain;

namespace PositionLedger.Server.Store.Writing;

/// <summary>Some thousands of commands in the queue, which are written in one transaction, each refused or recorded for itself.</summary>
/// <param name="lines">In the order in which they are decided.</param>
/// <param name="note">Keeps, in the same transaction, what became of them: so that a chunk is written once, whatever dies.</param>
internal sealed class PendingChunk(IReadOnlyList<ChunkLine> lines, Recorder recorder, PendingChunk.Noting note, CancellationToken cancel)
    : QueuedWrite(recorder, cancel)
{
    private readonly TaskCompletionSource<IReadOnlyList<Decision>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public delegate Task Noting(NpgsqlConnection connection, IReadOnlyList<Decision> decisions);

    public IReadOnlyList<ChunkLine> Lines { get; } = lines;

    public Noting Note { get; } = note;

    /// <summary>What was decided about each line, once that is durable.</summary>
    public Task<IReadOnlyList<Decision>> Done => _done.Task;

    public void Complete(IReadOnlyList<Decision> decisions) => _done.TrySetResult(decisions);

    public override void Fail(Exception error) => _done.TrySetException(error);

    protected override void Cancel(CancellationToken cancel) => _done.TrySetCanceled(cancel);
}

/// <summary>A command of a chunk.</summary>
/// <param name="EventIds">The ids of its events where they were given; the first one's tells whether it is on record already.</param>
internal sealed record ChunkLine(Command Command, ValueList<Guid> EventIds);
