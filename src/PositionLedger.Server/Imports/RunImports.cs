using Npgsql;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Imports;

/// <summary>Runs the imports in the background, one after the other; also one that was cut off by the end of a server.</summary>
/// <remarks>Of all servers on one database one runs them, by a lock that its connection holds.</remarks>
public sealed class RunImports(
    NpgsqlDataSource source, [FromKeyedServices(WriteBatch.Source)] NpgsqlDataSource writes, Database database, ImportRows rows, LedgerWriter writer,
    ILogger<RunImports> log) : WokenService
{
    /// <summary>Who holds it runs them.</summary>
    public const long Lock = 0x504C5F494D505254; // "PL_IMPRT"

    private const long MillisecondsBetweenDiscards = 3_600_000;

    private long _discardNotBefore;

    protected override async Task DoAsync(CancellationToken cancel)
    {
        if (Environment.TickCount64 >= _discardNotBefore)
        {
            await rows.DiscardOldAsync(cancel);
            _discardNotBefore = Environment.TickCount64 + MillisecondsBetweenDiscards;
        }

        if (await rows.NextAsync(cancel) is null)
            return;

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await IsOursAsync(connection, Lock, cancel))
            return;
        while (await rows.NextAsync(cancel) is { } import)
            await RunAsync(import, cancel);
    }

    protected override void Failed(Exception error) => log.LogWarning("An import was interrupted, and goes on: {Why}", error.GetBaseException().Message);

    private async Task RunAsync(UnfinishedImport import, CancellationToken cancel)
    {
        try
        {
            await new ImportRun(import, rows, database, writer, writes).RunAsync(cancel);
        }
        catch (ImportFailedException failed)
        {
            await rows.EndAsync(import.Id, ImportState.Failed, failed.Message, cancel);
        }
    }
}
