using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>The postmaster that a cluster's pid file names: whether it is really ours, and whether it answers.</summary>
internal static class Postmaster
{
    // Above the highest pid of any system, so surely nobody's.
    private const string NobodysPid = "2147483646";

    public static string ConnectionString(ClusterFolder folder, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = folder.Sockets,
        Username = "postgres",
        Database = database,
        Timezone = "UTC",
    }.ConnectionString;

    public static bool IsRunning(ClusterFolder folder) => Pid(folder) is { } pid && IsOurs(pid, folder);

    /// <summary>True once a postmaster that was already running answers; false if there is none, or it has gone.</summary>
    public static async Task<bool> IsAdoptedAsync(ClusterFolder folder, CancellationToken cancel)
    {
        while (IsRunning(folder))
        {
            if (await AnswersAsync(folder, cancel))
                return true;

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
        }

        return false;
    }

    /// <summary>Makes way for a new postmaster where the old one's pid is now somebody else's process.</summary>
    public static void ForgetTheDead(ClusterFolder folder)
    {
        foreach (var file in folder.SocketFiles)
            File.Delete(file);
        if (Pid(folder) is null)
            return;

        // Only the pid is replaced: from the lines after it PostgreSQL learns which shared memory to look at, and
        // refuses to start beside orphans of the old postmaster. Deleting the file would take that guard away.
        var lines = File.ReadAllLines(folder.PidFile);
        lines[0] = NobodysPid;
        var replacement = Path.Combine(folder.Root, "postmaster.pid");
        File.WriteAllLines(replacement, lines);
        UnixFile.ForAllToRead(replacement);
        File.Move(replacement, folder.PidFile, overwrite: true);
    }

    private static int? Pid(ClusterFolder folder) =>
        File.Exists(folder.PidFile)
        && int.TryParse(File.ReadLines(folder.PidFile).FirstOrDefault(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;

    /// <summary>A pid is reused by the system; only the command line tells that it is the postmaster of this folder.</summary>
    private static bool IsOurs(int pid, ClusterFolder folder) => CommandOf(pid) is [var program, ..] command
        && Path.GetFileName(program) == "postgres" && command.Contains(folder.Data);

    private static string[] CommandOf(int pid)
    {
        try
        {
            if (Directory.Exists("/proc/self"))
                return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');

            using var ps = Process.Start(new ProcessStartInfo("ps", ["-ww", "-o", "command=", "-p", $"{pid}"]) { RedirectStandardOutput = true });
            return ps?.StandardOutput.ReadToEnd().Trim().Split(" -", 2) is [var program, var rest] ? [program, .. DataFolderIn(rest)] : [];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // macOS shows one line where a space may be part of a name; ours is `-D FOLDER -c config_file=…`.
    private static string[] DataFolderIn(string arguments) => arguments.Split("D ", 2) is [_, var rest] ? [rest.Split(" -c ")[0]] : [];

    private static async Task<bool> AnswersAsync(ClusterFolder folder, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(folder, "postgres") + ";Pooling=false");
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
