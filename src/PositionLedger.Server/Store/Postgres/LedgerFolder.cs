namespace PositionLedger.Server.Store.Postgres;

/// <summary>Where this ledger keeps what belongs to it alone: its private database, keys and tiles (LEDGER_DATA).</summary>
public static class LedgerFolder
{
    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration["LEDGER_DATA"] is { Length: > 0 } chosen ? chosen : Default());

    // Root's own folder is closed to the user that PostgreSQL runs as.
    private static string Default() => Environment.IsPrivilegedProcess
        ? "/var/lib/positionledger"
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } home
                ? home
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share"),
            "positionledger");
}
