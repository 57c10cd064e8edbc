namespace PositionLedger.Server.Tests.Support;

/// <summary>A folder that PostgreSQL's user may enter, gone when the test is.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public const string Prefix = "positionledger-test-";

    public TemporaryFolder(string name = "")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N")[..12] + name);
        // Not CreateTempSubdirectory: that one is closed to everybody else, the postgres user among them.
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string PidFile => System.IO.Path.Combine(Path, "postgres", "data", "postmaster.pid");

    public int PostmasterPid => int.Parse(File.ReadLines(PidFile).First(), System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
