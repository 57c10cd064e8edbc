using Npgsql;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Mirroring;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>The largest checkpoint of this log that is known outside the database to have been signed: here, or as the mirror shows.</summary>
/// <param name="Where">In words: who signed it, or where it was found.</param>
internal sealed record SignedBefore(Checkpoint Checkpoint, string Where)
{
    private const int Named = 10;

    /// <returns>Null where none is known.</returns>
    /// <exception cref="CannotSealException">The last one that was signed here can't be read.</exception>
    public static SignedBefore? Read(LedgerKeys keys, LastSigned lastSigned, TileMirror mirror)
    {
        var own = lastSigned.Read() is { } last && last.Origin == keys.Origin ? last : null;
        return LastIn(mirror, keys) is { } mirrored && !(mirrored.Size <= own?.Size) ? new(mirrored, "The mirror holds")
            : own is null ? null
            : new(own, "This server signed");
    }

    /// <exception cref="CannotSealException">The database doesn't hold that tree: signing would make a fork.</exception>
    public async Task CompareAsync(NpgsqlConnection connection, long size, TileMirror mirror, CancellationToken cancel)
    {
        if (Checkpoint.Size > size)
        {
            throw new CannotSealException(
                $"{Where} a checkpoint of {Checkpoint.Size} events, and the database holds {size}: {Checkpoint.Size - size} sealed events are missing, as after a restore of an older backup. "
                + WayOut(size, mirror));
        }

        if (await LedgerTree.RootAsync(new(connection, cancel), Checkpoint.Size) != Checkpoint.Root)
        {
            throw new CannotSealException(
                $"{Where} a checkpoint of {Checkpoint.Size} events, and the database's first {Checkpoint.Size} are others: restore a backup of this ledger. Run ledger verify.");
        }
    }

    // What can't be read is no reason not to seal, and is told where the mirror is written.
    private static Checkpoint? LastIn(TileMirror mirror, LedgerKeys keys)
    {
        try
        {
            return mirror.LastSeal().Seal is { } last && last.Fault(keys.Known) is null ? last.Seal.Checkpoint : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string WayOut(long size, TileMirror mirror)
    {
        const string Otherwise = "restore a newer one, or declare a new epoch (docs/how-to/recover-after-a-restore.md).";
        var missing = MissingIn(mirror, size);
        if (missing.Count == 0)
            return $"Recover from a mirror of the log, {Otherwise}";

        var more = Checkpoint.Size - size - missing.Count;
        return $"They are {string.Join(", ", missing)}{(more > 0 ? $" and {more} more" : "")}. The mirror has their leaves: put them back with the verb recover, {Otherwise}";
    }

    private List<string> MissingIn(TileMirror mirror, long size)
    {
        try
        {
            return mirror.Reaches(Checkpoint.Size)
                ? [.. mirror.EntriesFrom(size).Take((int)Math.Min(Named, Checkpoint.Size - size)).Select(entry => $"{LogEntry.TryParse(entry)?.EventId}")]
                : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
