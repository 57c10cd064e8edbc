namespace PositionLedger.Server.Store.Postgres;

/// <summary>The account that PostgreSQL's programs run under. They refuse to run as root, so root becomes `postgres`.</summary>
internal sealed class PostgresAccount(bool root)
{
    private const string User = "postgres";

    public static PostgresAccount Current() => new(Environment.IsPrivilegedProcess);

    public Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel) => root
        ? CommandLine.RunAsync(
            "setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", "--no-new-privs", "--", program, .. arguments], cancel)
        : CommandLine.RunAsync(program, arguments, cancel);

    /// <summary>Makes a folder that this account alone may enter (and root, if that is who made it).</summary>
    public async Task MakeFolderAsync(string folder, CancellationToken cancel)
    {
        if (new DirectoryInfo(folder).LinkTarget is not null)
            throw new CannotStartException($"{folder} is a symbolic link: give PositionLedger a folder of its own with LEDGER_DATA.");

        if (!root)
        {
            MakeOwnFolder(folder);
            return;
        }

        var made = await CommandLine.RunAsync("install", ["-d", "-m", "700", "-o", User, "-g", User, folder], cancel);
        var entered = made.Succeeded ? await RunAsync("test", ["-w", folder], cancel) : made;
        if (!entered.Succeeded)
            throw new CannotStartException(
                $"As root, PostgreSQL runs as the user '{User}', who must exist and be able to enter {folder}: "
                + "set LEDGER_DATA to a folder outside of private ones such as /root, or start PositionLedger as another user."
                + (entered.LastWords.Length > 0 ? $" ({entered.LastWords})" : ""));
    }

    private static void MakeOwnFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            UnixFile.ForOwnerToEnter(folder);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"{folder} belongs to somebody else ({refusal.Message}): give PositionLedger a folder of your own with LEDGER_DATA.", refusal);
        }
    }
}
