using System.Data;
using Marten;
using Npgsql;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Replays;

/// <summary>Runs the replays that are asked for, in the background; also one that was cut off by the end of a server.</summary>
/// <remarks>
/// Of all servers on one database one runs it, by a lock that its transaction holds. That transaction sees one state of the ledger, whatever
/// is recorded meanwhile, and is never committed: what it derives is gone with it.
/// </remarks>
public sealed class RunReplays(NpgsqlDataSource source, IDocumentStore store, ReplayRows replays, ILogger<RunReplays> log) : WokenService
{
    /// <summary>How often a replay is begun at most: one that brings the server down must not do so for ever.</summary>
    public const int MaxAttempts = 3;

    private const long Lock = 0x504C5F5245504C59; // "PL_REPLY"

    protected override async Task DoAsync(CancellationToken cancel)
    {
        if (await replays.UnfinishedAsync(cancel) is { } asked)
            await RunAsync(asked, cancel);
    }

    protected override void Failed(Exception error) => log.LogWarning("A replay was interrupted, and begins anew: {Why}", WhyOf(error));

    private async Task RunAsync(AskedReplay asked, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        if (!await IsOursAsync(connection, Lock, cancel) || await replays.BeginAsync(asked.Id, cancel) is not { } attempts)
            return;

        if (attempts > MaxAttempts)
        {
            await replays.FailAsync(asked.Id, $"It was begun {MaxAttempts} times and cut off each time; the server's log says why.", cancel);
            return;
        }

        try
        {
            await new Replay(store, transaction, progress => replays.TellAsync(asked.Id, progress, cancel), cancel).RunAsync(asked.Size);
            await replays.CompleteAsync(asked.Id, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException && !Database.IsGone(error))
        {
            log.LogError(error, "The replay {Replay} failed.", asked.Id);
            await replays.FailAsync(asked.Id, $"The events can't be folded: {WhyOf(error)}", cancel);
        }
    }

    private static string WhyOf(Exception error) => error.GetBaseException() is var cause && cause is PostgresException refused ? refused.MessageText : cause.Message;
}
