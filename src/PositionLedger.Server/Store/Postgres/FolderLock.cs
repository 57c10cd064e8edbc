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
            Directory.CreateDirectory(folder);
            return new FolderLock(new FileStream(
                Path.Combine(folder, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refusal) when (Held.Contains(refusal.HResult))
        {
            throw new CannotStartException(
                $"Another PositionLedger already works in {folder}: stop that one first, or give this one a folder of its own with LEDGER_DATA.",
                refusal);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"PositionLedger cannot keep its data in {folder} ({refusal.Message}): make it writable, or choose another folder with LEDGER_DATA.",
                refusal);
        }
    }

    public void Dispose() => _file.Dispose();
}
