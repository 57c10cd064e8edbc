using System.Globalization;

namespace PositionLedger.Server.Tests.Support;

/// <summary>A folder that PostgreSQL's user may enter, gone when the test is.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public const string Prefix = "positionledger-test-";

    private const string Memory = "/dev/shm";

    // Not CreateTempSubdirectory: that one is closed to everybody else, the postgres user among them.
    public TemporaryFolder() => Path = Directory.CreateDirectory(
        System.IO.Path.Combine(Parent, Prefix + Guid.NewGuid().ToString("N")[..12])).FullName;

    /// <summary>Memory where there is plenty (containers often have 64 MB): a database is made there in 0.06 s, on disk in 0.28 s.</summary>
    public static string Parent =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > 4L << 30 ? Memory : System.IO.Path.GetTempPath();

    public string Path { get; }

    public string PidFile => System.IO.Path.Combine(Path, "postgres", "data", "postmaster.pid");

    public int PostmasterPid => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
