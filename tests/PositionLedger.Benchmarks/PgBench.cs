using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>SQL as PostgreSQL's own benchmark runs it: no HTTP, no .NET.</summary>
internal sealed partial class PgBench(string connectionString, string script, PostgresBinaries binaries)
{
    /// <summary>The script that inserts one row.</summary>
    public static string InsertOf(string body) => $"""
        \set version random(1, 9000000000000000000)
        insert into bench.raw_event (id, stream_id, version, data, type, user_name)
        values (gen_random_uuid(), 'party/raw', :version, '{body.Replace("'", "''", StringComparison.Ordinal)}', 'statement.recorded.v1', 'administrator');

        """;

    /// <returns>How often a second the script was run.</returns>
    public double PerSecond(int clients, TimeSpan duration)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, script);
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(binaries.Path("pgbench"),
        [
            "-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{Math.Min(clients, 2)}", "-T", $"{(int)duration.TotalSeconds}", "-f", file,
            "-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, settings.Database!,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        File.Delete(file);
        return Tps().Match(output) is { Success: true } tps
            ? double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {errors.Result}");
    }

    [GeneratedRegex("tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
