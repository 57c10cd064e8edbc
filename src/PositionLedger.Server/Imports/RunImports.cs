using Npgsql;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Imports;

/// <summary>Runs the imports in the background, one after the other; also one that was cut off by the end of a server.</summary>
/// <remarks>Of all servers on one database one runs them, by a lock that its connection holds.</remarks>
public sealed class RunImports(
    NpgsqlDataSource source, [FromKeyedServices(WriteBatch.Source)] NpgsqlDataSource writes, Database database, ImportRows rows, LedgerWriter writer,
    ILogger<RunImports> log) : BackgroundService
{
    /// <summary>Who holds it runs them.</summary>
    public const long Lock = 0x504C5F494D505254; // "PL_IMPRT"

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _staged = new(0);

    /// <summary>A file was staged; without this it is found a second later.</summary>
    public void Wake() => _staged.Release();

    public override void Dispose()
    {
        // First told to end, so that what it is at ends quietly.
        base.Dispose();
        _staged.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (; ; await _staged.WaitAsync(BetweenLooks, stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await rows.DiscardOldAsync(cancel);
            if (await rows.NextAsync(cancel) is null)
                return;

            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (!await IsOursAsync(connection, cancel))
                return;
            while (await rows.NextAsync(cancel) is { } import)
                await RunAsync(import, cancel);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // Whatever it was at, the next start goes on with it; the database may be going down as well.
        }
        catch (Exception error)
        {
            log.LogWarning("An import was interrupted, and goes on: {Why}", error.GetBaseException().Message);
        }
    }

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

    private static async Task<bool> IsOursAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"set local idle_in_transaction_session_timeout = 0; select pg_try_advisory_xact_lock({Lock})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
