using System.Globalization;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>The postgresql.conf of a private cluster, written anew at each start.</summary>
internal static class ClusterSettings
{
    private static readonly string[] Careless =
    [
        "fsync = off", "synchronous_commit = off", "full_page_writes = off", "wal_level = minimal", "max_wal_senders = 0",
    ];

    private static readonly string[] Careful = ["wal_compression = on", "max_wal_size = 4GB", "checkpoint_timeout = 15min"];

    public static void Write(ClusterFolder folder, PrivatePostgresOptions options)
    {
        File.WriteAllLines(folder.Settings, Lines(folder, options));
        // PostgreSQL may run under another account than the server; there is no secret in it.
        UnixFile.ForAllToRead(folder.Settings);
    }

    private static IEnumerable<string> Lines(ClusterFolder folder, PrivatePostgresOptions options) =>
    [
        "# Written by PositionLedger at each start. Settings of your own: ALTER SYSTEM SET …; they win.",
        "listen_addresses = ''",
        "port = 5432",
        $"unix_socket_directories = {Quoted($"\"{folder.Sockets}\"")}",
        "cluster_name = 'positionledger'",
        $"max_connections = {options.MaxConnections.ToString(CultureInfo.InvariantCulture)}",
        $"shared_buffers = {SharedMegabytes(options.Durable)}MB",
        "work_mem = 16MB",
        "maintenance_work_mem = 128MB",
        "random_page_cost = 1.1",
        // Compiling a query takes longer than any of the ledger's short ones.
        "jit = off",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "log_line_prefix = '%m [%p] '",
        "log_checkpoints = off",
        .. options.Durable ? Careful : Careless,
    ];

    /// <summary>An eighth of the memory: the server and the pages' cache want some too.</summary>
    private static long SharedMegabytes(bool durable) =>
        durable ? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 >> 20, 128, 2048) : 128;

    private static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
