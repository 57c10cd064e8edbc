using JasperFx.Events;
using Marten;
using Marten.Events;
using Marten.Events.Projections;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.ReadModels.Cells;

namespace PositionLedger.Server.Store.Writing;

/// <summary>One transaction for some thousands of commands: locks, looks up, decides, copies the events in, and writes the read models.</summary>
/// <remarks>It does what <see cref="WriteBatch"/> does, by the same rules, triggers and projections; only the events go in by COPY.</remarks>
public sealed class WriteChunk([FromKeyedServices(WriteBatch.Source)] NpgsqlDataSource writes, IDocumentStore store)
{
    // A large file comes back to a cell in chunk after chunk: what is derived once at its end needn't be derived each time.
    private const int MaxCells = 200;

    private static readonly StanceCells Cells = new();

    private readonly EventGraph _registry = (EventGraph)store.Options.Events;
    private readonly IProjection[] _projections = [new ReferenceDataProjection(), new StatementVersionsProjection()];

    internal async Task CommitAsync(PendingChunk chunk)
    {
        await using var connection = await writes.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var known = await Lookup.ReadAsync(connection, chunk.Lines.Select(line => line.Command), areManyCommands: true);
        var onRecord = await EventsOnRecord.ReadAsync(connection, chunk.Lines);

        var deciding = new Deciding(known);
        var appended = new List<Appended>(chunk.Lines.Count);
        var decisions = new List<Decision>(chunk.Lines.Count);
        foreach (var line in chunk.Lines)
        {
            if (onRecord.Of(line) is { } there)
            {
                decisions.Add(there);
                continue;
            }

            var decided = deciding.Decide(line.Command, (fact, place) => Event(fact, line, place, chunk.Recorder));
            appended.AddRange(decided.Events);
            decisions.Add(decided.Decision);
        }

        if (appended.Count > 0)
        {
            await new CopiedEvents(store, appended, known.Versions, deciding.Versions).WriteAsync(connection);
            await ProjectAsync(transaction, [.. appended.Select(a => a.Event)]);
            await RenewAsync(connection, deciding.Changes);
        }

        await chunk.Note(connection, decisions);
        await transaction.CommitAsync();
        chunk.Complete(decisions);
    }

    private static Task RenewAsync(NpgsqlConnection connection, IReadOnlyList<CellChange> changes) => changes.Count <= MaxCells
        ? Cells.RenewAsync(connection, changes, CancellationToken.None)
        : StaleCells.MarkAsync(connection, changes);

    private async Task ProjectAsync(NpgsqlTransaction transaction, IReadOnlyList<IEvent> events)
    {
        await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
        foreach (var projection in _projections)
            await projection.ApplyAsync(session, events, CancellationToken.None);
        await session.SaveChangesAsync();
    }

    private IEvent Event(LedgerEvent fact, ChunkLine line, int place, Recorder recorder) =>
        RecordedEvent.Of(_registry, fact, place < line.EventIds.Count ? line.EventIds[place] : Guid.CreateVersion7(), recorder);
}
