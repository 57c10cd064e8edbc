using System.Diagnostics;
using Npgsql;
using PositionLedger.Server.Audit.Mirroring;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The sealer: gives every committed event its place in the tree, soon after its commit, and signs the tree.</summary>
/// <remarks>
/// Of all servers on one database one leads, by a lock that its connection holds; it seals on that connection, so that who has lost
/// the lock can't seal any more. The others try every second.
/// </remarks>
public sealed class SealLedger(
    [FromKeyedServices(SealLedger.Source)] NpgsqlDataSource database, SigningKeys keys, SealingState state, LogMirror mirror,
    ILogger<SealLedger> log) : BackgroundService
{
    /// <summary>The name of the sealer's own connections.</summary>
    public const string Source = "sealer";

    /// <summary>Tells the sealer that events were committed (a trigger does).</summary>
    public const string EventsChannel = "ledger_events";

    /// <summary>Who holds it leads.</summary>
    public const long Lock = 0x504C5F5345414C21; // "PL_SEAL!"

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    // What comes meanwhile is sealed together.
    private static readonly TimeSpan BetweenSeals = TimeSpan.FromMilliseconds(40);

    /// <remarks>Without a pool: who closes the connection gives up the lock.</remarks>
    internal static NpgsqlDataSource Connect(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10, ReadBufferSize = 1 << 16, WriteBufferSize = 1 << 16 });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LeadAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // After a start that failed the database may already be going down as well.
                return;
            }
            catch (Exception error)
            {
                if (state.StandsStill(error))
                    log.LogWarning(error is CannotSealException ? null : error, "Nothing is sealed by this server, and it is tried again: {Why} (The signing key's file is {File}.)", state.Why, keys.Path);
            }

            await Task.Delay(BetweenTries, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        while (!await TryLockAsync(connection, stopping))
        {
            state.Follows();
            for (var begun = Stopwatch.GetTimestamp(); await mirror.CatchUpAsync(connection, stopping) && Stopwatch.GetElapsedTime(begun) < BetweenTries;)
            {
                // Whoever takes over has a mirror of its own by then.
            }

            await Task.Delay(BetweenTries, stopping);
        }

        var ledgerKeys = await LedgerKeys.OpenAsync(connection, keys, stopping);
        var lastSigned = keys.LastSigned;
        var sealedState = await SealedState.ReadAsync(connection, stopping);
        var signedBefore = SignedBefore.Read(ledgerKeys, lastSigned, mirror.Tiles);
        if (signedBefore is not null)
            await signedBefore.CompareAsync(connection, sealedState.Tree.Size, mirror.Tiles, stopping);
        var leader = new Leader(connection, ledgerKeys, sealedState, lastSigned, mirror);
        await SealAsync(connection, leader, stopping);
        // What was recorded last is sealed before the server is gone.
        await leader.SealAsync(false, CancellationToken.None);
    }

    private async Task SealAsync(NpgsqlConnection connection, Leader leader, CancellationToken stopping)
    {
        var (eventsWait, sealIsAsked) = (true, false);
        connection.Notification += (_, notice) => (eventsWait, sealIsAsked) = (true, sealIsAsked || notice.Channel == Seals.Channel);
        await ExecuteAsync(connection, $"listen {EventsChannel}; listen {Seals.Channel}", stopping);
        while (!stopping.IsCancellationRequested)
        {
            // Also of an empty tree there is a checkpoint, so that there always is a newest one.
            var asTime = sealIsAsked || !leader.HasSigned;
            (eventsWait, sealIsAsked) = (false, false);
            var hasSealed = await leader.SealAsync(asTime, stopping);
            state.Leads();
            var isBehind = mirror.IsBehind && await mirror.CatchUpAsync(connection, stopping);
            await Task.Delay(BetweenSeals, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Without any notice it looks all the same, once a second.
            if (!hasSealed && !eventsWait && !isBehind && !stopping.IsCancellationRequested)
                await connection.WaitAsync(BetweenTries, stopping).ConfigureAwait(false);
        }
    }

    internal static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({Lock})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
