using Npgsql;

namespace PositionLedger.Server.Store;

/// <summary>Does in the background what somebody asks for: as soon as it is woken, and otherwise once a second, so that nothing is missed.</summary>
public abstract class WokenService : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _asked = new(0);

    /// <summary>Something was asked for; without this it is found a second later.</summary>
    public void Wake() => _asked.Release();

    public override void Dispose()
    {
        // First told to end, so that what it is at ends quietly.
        base.Dispose();
        _asked.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does whatever is to be done now.</summary>
    protected abstract Task DoAsync(CancellationToken cancel);

    /// <summary>Says that it couldn't be done, and is tried again.</summary>
    protected abstract void Failed(Exception error);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (; ; await _asked.WaitAsync(BetweenLooks, stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on. The database may be going down as well.
        }
    }

    /// <summary>Whether this server does it, of all on one database: until the transaction ends, however long nothing is asked in it.</summary>
    protected static async Task<bool> IsOursAsync(NpgsqlConnection connection, long @lock, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"set local idle_in_transaction_session_timeout = 0; select pg_try_advisory_xact_lock({@lock})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await DoAsync(cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            Failed(error);
        }
    }
}
