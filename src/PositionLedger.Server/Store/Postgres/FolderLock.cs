namespace PositionLedger.Server.Store.Postgres;

/// <summary>Held by the one server that works in a folder; the operating system lets go of it however that server ends.</summary>
internal sealed class FolderLock : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS: what flock answers when somebody else holds the lock.
    private static readonly int[] Held = [11, 35];

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        try
        {
            return TryTake(folder, "server.lock") ?? throw new CannotStartException(
                $"Another PositionLedger already works in {folder}: stop that one first, or give this one a folder of its own with LEDGER_DATA.");
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"PositionLedger cannot keep its data in {folder} ({refusal.Message}): make it writable, or choose another folder with LEDGER_DATA.",
                refusal);
        }
    }

    /// <summary>Makes the folder where it isn't there.</summary>
    /// <returns>Null while somebody else holds it.</returns>
    public static FolderLock? TryTake(string folder, string name)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new(new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refusal) when (Held.Contains(refusal.HResult))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
