using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Store;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Audit.Mirroring;

/// <summary>Keeps a mirror of the log outside the database, from which lost leaves can be put back.</summary>
/// <remarks>
/// Whatever is wrong with the files, sealing goes on without them: it is told once, shows in the health, and is tried again. The database
/// says what belongs there; nothing that it doesn't hold is ever overwritten.
/// </remarks>
public sealed class LogMirror(IConfiguration configuration, ILogger<LogMirror> log) : IHealthCheck
{
    private const int EntriesAtOnce = 16 * TileAddress.FullWidth;
    private const int SealsAtOnce = 2_000;

    private const string Size = "select coalesce(max(leaf_index) + 1, 0) from ledger.leaf";

    private const string Entry = "select entry from ledger.leaf where leaf_index = $1";

    private static readonly string Entries =
        $"select entry from ledger.leaf where leaf_index >= $1 order by leaf_index limit {EntriesAtOnce}";

    private static readonly string Seals = $"""
        select {SealedCheckpoint.Columns} from ledger.checkpoint where sealed_at > $1 and tree_size <= $2 order by sealed_at limit {SealsAtOnce}
        """;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(10);

    private volatile string? _why;
    private MirrorEdge? _edge;
    private long _notBefore;

    /// <summary>LEDGER_MIRROR, or mirror in the ledger's folder.</summary>
    public TileMirror Tiles { get; } = new(configuration["LEDGER_MIRROR"] is { Length: > 0 } chosen
        ? Path.GetFullPath(chosen)
        : Path.Combine(LedgerFolder.Of(configuration), "mirror"));

    /// <summary>Whether something is in the database that isn't known to be in the mirror.</summary>
    public bool IsBehind { get; private set; } = true;

    /// <summary>Adds what was sealed just now, unless it has to catch up first.</summary>
    internal void Add(long first, IReadOnlyList<byte[]> entries, SealedCheckpoint seal)
    {
        if (IsBehind)
            return;

        try
        {
            using var held = TryLock();
            IsBehind = held is null || _edge is not { IsAsLeft: true } edge || edge.Size != first;
            if (IsBehind)
                return;

            _edge!.Append(entries);
            _edge.Append([seal]);
        }
        catch (Exception error) when (IsTrouble(error))
        {
            StandStill(error);
        }
    }

    /// <summary>Adds some thousands of what the database holds besides.</summary>
    /// <returns>Whether there is more.</returns>
    internal async Task<bool> CatchUpAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (Environment.TickCount64 < _notBefore)
            return false;

        try
        {
            using var held = TryLock();
            if (held is null)
                return false;

            if (_edge is not { IsAsLeft: true })
                _edge = await FindAsync(connection, cancel);
            IsBehind = await CopyAsync(connection, _edge, cancel);
            _why = null;
            return IsBehind;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            StandStill(error);
            return false;
        }
    }

    /// <summary>Puts it aside under another name, as what it holds is the log's no longer.</summary>
    /// <returns>Whether it is out of the way.</returns>
    public bool TryPutAside(string mark)
    {
        try
        {
            if (Directory.Exists(Tiles.Folder))
                Directory.Move(Tiles.Folder, $"{Tiles.Folder}.{mark}");
            return true;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            return false;
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_why is { } why ? HealthCheckResult.Degraded($"The log is not mirrored. {why}") : HealthCheckResult.Healthy());

    private static async Task<bool> CopyAsync(NpgsqlConnection connection, MirrorEdge edge, CancellationToken cancel)
    {
        var entries = await Database.ListAsync(connection, Entries, row => row.GetFieldValue<byte[]>(0), [edge.Size], cancel);
        edge.Append(entries);
        if (entries.Count == EntriesAtOnce)
            return true;

        var after = edge.LastSeal?.SealedAt ?? NodaConstants.UnixEpoch;
        var seals = await Database.ListAsync(connection, Seals, SealedCheckpoint.Read, [after.ToDateTimeUtc(), edge.Size], cancel);
        edge.Append(seals);
        return seals.Count == SealsAtOnce;
    }

    private async Task<MirrorEdge> FindAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var edge = MirrorEdge.Find(Tiles);
        var size = (await Database.ListAsync(connection, Size, row => row.GetInt64(0), [], cancel))[0];
        if (edge.Size > size || edge.LastSeal?.Size > size)
        {
            var most = Math.Max(edge.Size, edge.LastSeal?.Size ?? 0);
            throw new CannotMirrorException(
                $"It goes up to {most} entries, and the database holds {size}: nothing is added to it, as it may be needed.");
        }

        var last = await Database.ListAsync(connection, Entry, row => row.GetFieldValue<byte[]>(0), [edge.Size - 1], cancel);
        var isSame = edge.LastEntry is not { } entry || last[0].AsSpan().SequenceEqual(entry);
        if (!isSame || (edge.LastSeal is { } seal && await LedgerTree.RootAsync(new(connection, cancel), seal.Size) != seal.Root))
            throw new CannotMirrorException("Its folder holds another log, or was changed: move it away, or choose another folder with LEDGER_MIRROR.");
        return edge;
    }

    // Null while another server on this machine writes there.
    private FolderLock? TryLock() => FolderLock.TryTake(Tiles.Folder, "mirror.lock");

    private static bool IsTrouble(Exception error) => error is IOException or UnauthorizedAccessException or CannotMirrorException;

    private void StandStill(Exception error)
    {
        (_edge, IsBehind, _notBefore) = (null, true, Environment.TickCount64 + (long)BetweenTries.TotalMilliseconds);
        var why = error is CannotMirrorException ? error.Message : "Its folder can't be written (LEDGER_MIRROR); the log says more.";
        if (Interlocked.Exchange(ref _why, why) != why)
            log.LogWarning("The log is not mirrored in {Folder}, and it is tried again: {Why}", Tiles.Folder, error.Message);
    }
}
