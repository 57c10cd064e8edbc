namespace PositionLedger.Server.Store.Postgres;

/// <summary>Who may read a file of ours; Windows has no such modes and no private PostgreSQL either.</summary>
internal static class UnixFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void ForOwnerOnly(string path) => Set(path, Owner);

    public static void ForAllToRead(string path) => Set(path, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    public static void ForOwnerToEnter(string folder) => Set(folder, Owner | UnixFileMode.UserExecute);

    private static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
