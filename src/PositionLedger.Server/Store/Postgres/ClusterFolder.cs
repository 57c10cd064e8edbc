using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>Where a private cluster keeps what: the server's files at the top, PostgreSQL's own one level below.</summary>
internal sealed class ClusterFolder
{
    // sun_path holds 108 bytes with the closing zero.
    private const int LongestSocketPath = 107;
    private const string SocketName = ".s.PGSQL.5432";

    private ClusterFolder(string root) => Root = root;

    public string Root { get; }

    /// <summary>All that PostgreSQL may write in; it never gets to write beside the server's keys.</summary>
    public string Postgres => Path.Combine(Root, "postgres");

    public string Data => Path.Combine(Postgres, "data");

    public string HalfMade => Path.Combine(Postgres, "data.init");

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    public string Log => Path.Combine(Postgres, "postgres.log");

    public string Settings => Path.Combine(Root, "postgresql.conf");

    public string Sockets => FitsASocket(Path.Combine(Postgres, "socket"))
        ? Path.Combine(Postgres, "socket")
        : Path.Combine(Path.GetTempPath(), $"positionledger-{Hash(Root)}");

    public string[] SocketFiles => [Path.Combine(Sockets, SocketName), Path.Combine(Sockets, SocketName + ".lock")];

    /// <summary>The PostgreSQL that made the data; null before there are any.</summary>
    public int? Major => File.Exists(Path.Combine(Data, "PG_VERSION"))
        ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim().Split('.')[0], CultureInfo.InvariantCulture)
        : null;

    public static ClusterFolder Of(PrivatePostgresOptions options)
    {
        var root = Path.GetFullPath(options.Folder);
        // pg_ctl puts paths between double quotes in a shell command, and leaves what has a meaning there as it is.
        return root.AsSpan().ContainsAny("\"\\$`\n")
            ? throw new CannotStartException(
                $"PostgreSQL's tools cannot work in {root}: choose a folder without quotation marks, backslashes and dollar signs with LEDGER_DATA.")
            : new ClusterFolder(root);
    }

    /// <summary>Makes the folders, the log among them, for the account that PostgreSQL runs under.</summary>
    public async Task PrepareAsync(PostgresAccount account, CancellationToken cancel)
    {
        await account.MakeFolderAsync(Postgres, cancel);
        await account.MakeFolderAsync(Sockets, cancel);

        const int keepBelow = 16 << 20;
        if (File.Exists(Log) && new FileInfo(Log).Length > keepBelow)
            File.Move(Log, Log + ".1", overwrite: true);
    }

    /// <summary>Takes the socket's folder out of the temp folder again, if that is where it had to go.</summary>
    public void LeaveTemporaryPlaces()
    {
        if (!Sockets.StartsWith(Postgres, StringComparison.Ordinal) && Directory.Exists(Sockets))
            Directory.Delete(Sockets, recursive: true);
    }

    // A comma or a colon would mean several hosts or a port to Npgsql.
    private static bool FitsASocket(string folder) =>
        Encoding.UTF8.GetByteCount(Path.Combine(folder, SocketName)) <= LongestSocketPath && !folder.AsSpan().ContainsAny(',', ':');

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
