using System.Diagnostics;
using System.Globalization;

namespace PositionLedger.Benchmarks;

/// <summary>The processor time that the server and PostgreSQL used: steadier than any rate on a machine that does other things too.</summary>
internal static class Processor
{
    /// <summary>Microseconds used so far by the server and by PostgreSQL's processes; zero for the latter where there is no /proc.</summary>
    public static (double Server, double Postgres) Used(int server, string clusterFolder) =>
        (Process.GetProcessById(server).TotalProcessorTime.TotalMicroseconds, OfPostgres(clusterFolder));

    // A session's time goes to its parent when it ends, so the postmaster's counts its past children too.
    private static double OfPostgres(string clusterFolder)
    {
        var file = Directory.EnumerateFiles(clusterFolder, "postmaster.pid", SearchOption.AllDirectories).FirstOrDefault();
        if (file is null || !Directory.Exists("/proc/self"))
            return 0;

        var postmaster = File.ReadLines(file).First();
        return Directory.EnumerateDirectories("/proc").Select(Stat).OfType<string[]>()
            .Where(stat => stat[1] == postmaster || stat[^1] == postmaster)
            .Sum(stat => stat[11..(stat[^1] == postmaster ? 15 : 13)].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture))) * 10_000;
    }

    // From the state on, as proc(5) numbers them from 3; the process's own number is put last.
    private static string[]? Stat(string folder)
    {
        try
        {
            var id = Path.GetFileName(folder);
            if (!id.All(char.IsAsciiDigit))
                return null;
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return [.. stat[(stat.LastIndexOf(')') + 2)..].Split(' '), id];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
