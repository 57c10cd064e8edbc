using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using PositionLedger.Server.Store.Postgres;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Benchmarks;

/// <summary>How long it takes to import a file of statements, from the first byte sent to the last read model written, beside copying
/// the very same events into one table with the same indexes.</summary>
internal static class Import
{
    private const string Path = "/api/v1/imports";

    public static async Task<Score[]> RunAsync(CancellationToken cancel)
    {
        var statements = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_STATEMENTS") ?? "950926", CultureInfo.InvariantCulture);
        var folder = BenchedServer.Folder();
        try
        {
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            await using var server = await BenchedServer.StartAsync(postgres.ConnectionString, BenchedServer.Port, cancel);
            using var http = BenchedServer.Client();
            http.Timeout = TimeSpan.FromHours(1);
            await SendAsync(http, UnVotes.References(UnVotes.AreReal), "application/x-ndjson", "", cancel);
            var file = UnVotes.Zipped(UnVotes.Lines(statements, UnVotes.AreReal));

            var before = Processor.Used(server.ProcessId, folder);
            var (report, took) = await SendAsync(http, file, "text/csv", UnVotes.Options, cancel);
            var after = Processor.Used(server.ProcessId, folder);
            var (recorded, memory) = (report.GetProperty("recorded").GetInt64(), PeakMemory(server.ProcessId));
            var again = await SendAsync(http, file, "text/csv", UnVotes.Options, cancel);
            var copied = await CopyAsync(postgres.ConnectionString, recorded, cancel);

            Console.WriteLine($"Import: {recorded:N0} {(UnVotes.AreReal ? "votes in the United Nations" : "generated votes (the real ones aren't there)")} as gzipped CSV; "
                + $"PostgreSQL {postgres.Version}, fsync on, {Environment.ProcessorCount} cores for client, server and database.\n");
            Console.WriteLine("| | seconds | a second | copy ÷ import | processor, server + PostgreSQL (µs each) | server's peak memory (MB) |\n|---|--:|--:|--:|--:|--:|");
            Console.WriteLine($"| copy of the same events, same indexes | {copied.TotalSeconds:0.0} | {recorded / copied.TotalSeconds:N0} | | | |");
            Console.WriteLine($"| import | {took.TotalSeconds:0.0} | {recorded / took.TotalSeconds:N0} | {copied / took:0.00} "
                + $"| {(after.Server - before.Server) / recorded:0} + {(after.Postgres - before.Postgres) / recorded:0} | {memory / 1e6:0} |");
            Console.WriteLine($"| the same file again, {again.Report.GetProperty("unchanged").GetInt64():N0} unchanged | {again.Took.TotalSeconds:0.0} "
                + $"| {recorded / again.Took.TotalSeconds:N0} | {copied / again.Took:0.00} | | |");
            return
            [
                Score.AtLeast(nameof(Import), $"{recorded:N0} statements", $"{took.TotalSeconds:0.0} s", $"{copied.TotalSeconds:0.0} s to copy the events", copied / took, 0.45),
                Score.Within(nameof(Import), "the server's peak memory", memory / 1e6, "MB", 256),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Imports a file to the end.</summary>
    public static async Task<(JsonElement Report, TimeSpan Took)> SendAsync(HttpClient http, byte[] file, string type, string query, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var body = new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using var sent = (await http.PostAsync(Path + query, body, cancel)).EnsureSuccessStatusCode();
        while (true)
        {
            var report = (await http.GetFromJsonAsync<JsonElement>(sent.Headers.Location, cancel))!;
            switch (report.GetProperty("state").GetString())
            {
                case "running":
                    await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
                    break;
                case "completed" when report.GetProperty("refused").GetInt64() == 0:
                    return (report, watch.Elapsed);
                default:
                    throw new InvalidOperationException($"It wasn't imported: {report.GetRawText()[..2_000]}");
            }
        }
    }

    private static async Task<TimeSpan> CopyAsync(string connectionString, long events, CancellationToken cancel)
    {
        await using var from = new NpgsqlConnection(connectionString + ";Command Timeout=0");
        await using var to = new NpgsqlConnection(connectionString + ";Command Timeout=0");
        await from.OpenAsync(cancel);
        await to.OpenAsync(cancel);
        await using (var create = new NpgsqlCommand("create schema if not exists bench; create table bench.copied (like ledger.mt_events including indexes)", to))
            await create.ExecuteNonQueryAsync(cancel);
        // Read out beforehand, so that only the copying in is measured.
        var file = System.IO.Path.GetTempFileName();
        await using (var rows = await from.BeginRawBinaryCopyAsync(
            "copy (select * from ledger.mt_events where type = 'statement.recorded.v1' order by seq_id) to stdout (format binary)", cancel))
        await using (var kept = File.Create(file))
            await rows.CopyToAsync(kept, cancel);

        var watch = Stopwatch.StartNew();
        await using (var kept = File.OpenRead(file))
        await using (var copy = await to.BeginRawBinaryCopyAsync("copy bench.copied from stdin (format binary)", cancel))
            await kept.CopyToAsync(copy, cancel);
        var took = watch.Elapsed;
        File.Delete(file);
        await using var count = new NpgsqlCommand("select count(*) from bench.copied", to);
        return await count.ExecuteScalarAsync(cancel) is long copied && copied == events
            ? took
            : throw new InvalidOperationException("Not all was copied.");
    }

    private static long PeakMemory(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Select(line => 1_024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
