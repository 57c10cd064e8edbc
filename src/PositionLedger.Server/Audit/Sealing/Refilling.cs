using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Mirroring;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>Puts leaves back from a mirror, into a transaction that is only to be committed where no exception was thrown.</summary>
internal sealed class Refilling(NpgsqlConnection connection, LedgerFrontier tree, IReadOnlyList<MirroredSeal> seals)
{
    private const int LeavesAtOnce = 4_096;

    private readonly List<ClosedNode> _closed = [];
    private int _compared;

    // Up to here the leaves are those that were sealed.
    private long _trusted = tree.Size;

    /// <exception cref="CannotSealException">The mirror ends too early, or holds something else than what was sealed.</exception>
    public async Task RunAsync(TileMirror mirror)
    {
        var (first, size) = (tree.Size, seals[^1].Seal.Size);
        Compare();
        foreach (var entries in mirror.EntriesFrom(first).Take((int)Math.Min(int.MaxValue, size - first)).Chunk(LeavesAtOnce))
        {
            var from = tree.Size;
            var leaves = Array.ConvertAll(entries, Append);
            await WriteAsync(from, leaves, []);
        }

        if (tree.Size < size)
            throw new CannotSealException($"The mirror goes only up to {tree.Size} entries, and {size} were sealed: nothing was put back.");
        foreach (var part in seals.Chunk(LeavesAtOnce))
            await WriteAsync(tree.Size, [], Array.ConvertAll(part, seal => seal.Published));
    }

    private Leaf Append(byte[] bytes)
    {
        var entry = LogEntry.TryParse(bytes)
            ?? throw new CannotSealException($"The mirror's entry {tree.Size} is none, as when a file was cut or changed: nothing was put back.");
        var hash = TreeHash.OfLeaf(bytes);
        tree.Append(hash, _closed.Add);
        Compare();
        return new(entry.EventId, null, bytes, hash);
    }

    private void Compare()
    {
        for (; _compared < seals.Count && seals[_compared].Seal.Size == tree.Size; _compared++)
        {
            if (seals[_compared].Seal.Root != tree.Root)
            {
                throw new CannotSealException(
                    $"The first {tree.Size} entries of the mirror aren't those that were sealed: it is of another log, or something was changed after the first {_trusted}. Nothing was put back.");
            }

            _trusted = tree.Size;
        }
    }

    private async Task WriteAsync(long first, Leaf[] leaves, SealedCheckpoint[] published)
    {
        await SealedRows.WriteAsync(connection, first, leaves, _closed, published, CancellationToken.None);
        _closed.Clear();
    }
}
