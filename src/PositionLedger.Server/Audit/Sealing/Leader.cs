using NodaTime;
using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Mirroring;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The one who seals: it holds the lock, and knows the right edge of the tree.</summary>
/// <remarks>After any failure it is thrown away: what was committed is read anew by the next one.</remarks>
internal sealed class Leader(NpgsqlConnection connection, LedgerKeys keys, SealedState state, LastSigned lastSigned, LogMirror mirror)
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(3);

    private readonly LedgerFrontier _tree = state.Tree;
    private readonly List<ClosedNode> _closed = [];
    private readonly SequenceGaps _gaps = new();
    private Instant? _sealedAt = state.SealedAt;
    private long _sweepNotBefore;

    public bool HasSigned => _sealedAt is not null;

    /// <summary>Seals what is committed and has no leaf yet, some thousands at a time.</summary>
    /// <param name="asTime">Whether to sign the tree also where nothing is new: nothing was sealed until now.</param>
    /// <returns>Whether something was signed.</returns>
    public async Task<bool> SealAsync(bool asTime, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var unsealed = await ReadAsync(cancel);
        if (unsealed.Events.Count == 0 && !asTime)
        {
            _gaps.Saw(unsealed.Numbers, unsealed.Looked, Environment.TickCount64);
            return false;
        }

        lastSigned.Check();
        var leaves = Leaf.Of(unsealed.Events);
        foreach (var leaf in leaves)
            _tree.Append(leaf.Hash, _closed.Add);
        var seal = new Seal(keys.Origin, _tree.Size, _tree.Root, TimeOf(unsealed), _sealedAt);
        var published = new SealedCheckpoint(seal.Size, $"{seal.Root}", seal.SealedAt, keys.Sign(seal.Checkpoint.Body), keys.Sign(seal.Body));

        await SealedRows.WriteAsync(connection, _tree.Size - leaves.Length, leaves, _closed, [published], cancel);
        await transaction.CommitAsync(CancellationToken.None);
        // Before it is noted that it was signed: what is noted can be put back.
        mirror.Add(_tree.Size - leaves.Length, Array.ConvertAll(leaves, leaf => leaf.Entry), published);
        lastSigned.Write(published.Note);
        _closed.Clear();
        _sealedAt = seal.SealedAt;
        _gaps.Saw(unsealed.Numbers, unsealed.Looked, Environment.TickCount64);
        return true;
    }

    private async Task<UnsealedEvents> ReadAsync(CancellationToken cancel)
    {
        var unsealed = await UnsealedEvents.ReadAsync(connection, _gaps, cancel);
        var isAll = _gaps.Highest == 0 || _tree.Size - state.Lost + unsealed.Events.Count >= unsealed.Recorded;
        // Of a transaction that is late, more may lie where nobody looks any more; all of it is sealed together.
        var isLate = unsealed.Numbers is [var lowest, ..] && lowest <= _gaps.Highest;
        if (isAll || (!isLate && (unsealed.IsFull || Environment.TickCount64 < _sweepNotBefore)))
            return unsealed;

        // Somebody was slow to commit. Where even that doesn't make up the count, the streams were tampered with, which verifying tells.
        _sweepNotBefore = Environment.TickCount64 + (long)BetweenSweeps.TotalMilliseconds;
        return await UnsealedEvents.ReadAsync(connection, new(), cancel);
    }

    // Strictly later than the seal before, also when the clock is set back, and never before what it seals was recorded.
    private Instant TimeOf(UnsealedEvents unsealed)
    {
        var time = _sealedAt is { } last ? Instant.Max(unsealed.Now, last + Duration.FromNanoseconds(1_000)) : unsealed.Now;
        return unsealed.Events.Aggregate(time, (latest, e) => Instant.Max(latest, e.RecordedAt));
    }
}
