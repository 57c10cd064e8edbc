using Npgsql;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.ReadModels.Cells;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Imports;

/// <summary>Brings one import to its end, block by block, from wherever it was left.</summary>
internal sealed class ImportRun(UnfinishedImport import, ImportRows rows, Database database, LedgerWriter writer, NpgsqlDataSource writes)
{
    /// <summary>How often a block is begun at most: one that brings the server down must not do so for ever. It is many, since a database
    /// that goes away counts too.</summary>
    public const int MaxAttempts = 10;

    /// <exception cref="ImportFailedException">It can't go on.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var validation = new Validation(writes);
        if ((import.Options.DryRun || import.Options.Atomic) && (import.Phase is null or ImportPhase.Validating))
        {
            // What a validation remembers doesn't outlive it, so it begins anew.
            await rows.BeginPhaseAsync(import.Id, ImportPhase.Validating, cancel);
            await validation.ClearAsync(cancel);
            await DoAsync(0, (block, chunk) => ValidateAsync(validation, block, chunk, cancel), cancel);
            await validation.ClearAsync(cancel);
            if (await IsOverAsync(cancel))
                return;
            await rows.BeginPhaseAsync(import.Id, ImportPhase.Recording, cancel);
            await DoAsync(0, (block, chunk) => RecordAsync(block, chunk, cancel), cancel);
        }
        else
        {
            if (import.Phase is null)
                await rows.BeginPhaseAsync(import.Id, ImportPhase.Recording, cancel);
            await DoAsync(import.NextBlock, (block, chunk) => RecordAsync(block, chunk, cancel), cancel);
        }

        await rows.DerivingAsync(import.Id, cancel);
        await StaleCells.DeriveAsync(writes, cancel);
        await rows.EndAsync(import.Id, ImportState.Completed, null, cancel);
    }

    private async Task<bool> IsOverAsync(CancellationToken cancel)
    {
        var report = (await rows.FindAsync(import.Id, cancel))!;
        if (import.Options.DryRun)
            await rows.EndAsync(import.Id, ImportState.Completed, null, cancel);
        else if (report.Refused > 0)
            throw new ImportFailedException($"{report.Refused} lines can't be recorded, and all or none were asked for: nothing was recorded.");
        return import.Options.DryRun;
    }

    // While a block is written the next one is read.
    private async Task DoAsync(int first, Func<int, ImportChunk, Task> dealWith, CancellationToken cancel)
    {
        var next = ReadAsync(first, cancel);
        for (var number = first; ; number++)
        {
            // Before it is read: that may fail too.
            await AttemptAsync(number, cancel);
            if (await next is not { } lines)
                return;

            next = ReadAsync(number + 1, cancel);
            await dealWith(number, await ImportChunk.OfAsync(import, lines, database, cancel));
        }
    }

    private async Task AttemptAsync(int block, CancellationToken cancel)
    {
        var unfinished = await rows.UnfinishedAsync(import.Id, cancel) ?? throw new ImportFailedException("Somebody ended it.");
        if (unfinished.Attempts >= MaxAttempts)
            throw new ImportFailedException($"Block {block} was begun {MaxAttempts} times and cut off each time; the server's log says why.");
        await rows.AttemptAsync(import.Id, cancel);
    }

    private Task<List<ImportLine>?> ReadAsync(int number, CancellationToken cancel) => Task.Run(async () =>
        await rows.BlockAsync(import.Id, number, cancel) is { } block ? import.Lines(block).ToList() : null, cancel);

    private async Task RecordAsync(int block, ImportChunk chunk, CancellationToken cancel) =>
        await writer.WriteChunkAsync(new(chunk.Lines, import.Recorder, Noting(block, chunk), cancel), cancel);

    private Task ValidateAsync(Validation validation, int block, ImportChunk chunk, CancellationToken cancel) =>
        validation.DecideAsync(chunk.Lines, Noting(block, chunk), cancel);

    private PendingChunk.Noting Noting(int block, ImportChunk chunk) =>
        (connection, decisions) => chunk.Outcome(decisions).NoteAsync(connection, import.Id, block, CancellationToken.None);
}

/// <summary>Why an import can't go on, in words for whoever sent it.</summary>
internal sealed class ImportFailedException(string message) : Exception(message);
