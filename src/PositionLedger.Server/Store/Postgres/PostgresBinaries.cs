using System.Globalization;
using System.Text.RegularExpressions;

namespace PositionLedger.Server.Store.Postgres;

/// <summary>The programs of one PostgreSQL installation on this machine.</summary>
public sealed partial record PostgresBinaries(string Folder, string Version)
{
    /// <summary>The oldest PostgreSQL that the ledger works with.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    public string Path(string program) => System.IO.Path.Combine(Folder, program);

    /// <summary>The installation in <paramref name="chosen"/> (POSTGRES_BIN) if given; else the first one that made
    /// the data (<paramref name="preferredMajor"/>), else the first that is new enough; null where there is none.</summary>
    public static async Task<PostgresBinaries?> FindAsync(string? chosen, int? preferredMajor, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(chosen))
            return await ReadChosenAsync(chosen, cancel);

        var found = new List<PostgresBinaries>();
        foreach (var folder in Candidates().Distinct())
        {
            if (await ReadAsync(folder, cancel) is { } binaries && binaries.Major >= OldestMajor)
                found.Add(binaries);
        }

        return found.Find(binaries => binaries.Major == preferredMajor) ?? found.FirstOrDefault();
    }

    private static IEnumerable<string> Candidates() =>
    [
        .. Newest("/usr/lib/postgresql", "*"),
        .. Newest("/usr", "pgsql-*"),
        .. Newest("/opt/homebrew/opt", "postgresql@*"),
        .. Newest("/usr/local/opt", "postgresql@*"),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
    ];

    private static IEnumerable<string> Newest(string parent, string pattern) => !Directory.Exists(parent)
        ? []
        : Directory.GetDirectories(parent, pattern)
            .OrderByDescending(folder => int.TryParse(Digits().Match(folder).Value, out var major) ? major : 0)
            .Select(folder => System.IO.Path.Combine(folder, "bin"));

    private static async Task<PostgresBinaries> ReadChosenAsync(string folder, CancellationToken cancel)
    {
        var binaries = await ReadAsync(folder, cancel) ?? throw new CannotStartException(
            $"POSTGRES_BIN is {folder}, where postgres, initdb and pg_ctl are not: point it at the bin folder of a PostgreSQL.");
        return binaries.Major >= OldestMajor ? binaries : throw new CannotStartException(
            $"POSTGRES_BIN is {folder}, a PostgreSQL {binaries.Version}: PositionLedger needs {OldestMajor} or later.");
    }

    private static async Task<PostgresBinaries?> ReadAsync(string folder, CancellationToken cancel)
    {
        if (!Needed.All(program => File.Exists(System.IO.Path.Combine(folder, program))))
            return null;

        var answer = await CommandLine.RunAsync(System.IO.Path.Combine(folder, "postgres"), ["--version"], cancel);
        var version = Numbers().Match(answer.Output);
        return answer.Succeeded && version.Success ? new PostgresBinaries(folder, version.Value) : null;
    }

    [GeneratedRegex(@"\d+$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
