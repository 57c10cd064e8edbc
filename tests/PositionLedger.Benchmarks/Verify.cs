using System.Diagnostics;
using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>How long <c>ledger verify</c> takes to recompute a whole ledger, beside reading the same rows out; and how long sealing it took.</summary>
internal static class Verify
{
    private const int Rounds = 3;
    private const int Parties = 200;

    // Straight into the table of events, as no recorder could: nothing else of the ledger is verified.
    private const string Insert = """
        insert into ledger.mt_streams (id, type, version, timestamp, created, is_archived)
        select 'party/party-' || p, 'party', $1 / $2, now(), now(), false from generate_series(0, $2 - 1) p
        on conflict (id) do update set version = excluded.version;
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived, user_name, correlation_id)
        select nextval('ledger.mt_events_sequence'), gen_random_uuid(), 'party/party-' || n % $2, n / $2 + 1,
          jsonb_build_object('id', gen_random_uuid(), 'key', 'statement-' || n, 'body', jsonb_build_object(
            'issue', 'issue-' || n % 50, 'kind', 'position', 'stance', 'rejects', 'firmness', 'stated', 'saidOn', '2025-08-09', 'attribution', 'namedOnRecord',
            'speaker', jsonb_build_object('name', 'A. Speaker', 'role', 'foreign minister', 'authority', 'principal'),
            'quote', jsonb_build_object('text', 'We will not give up what is ours, today or tomorrow, whoever asks for it.', 'language', 'en', 'rendering', 'verbatim'),
            'reports', jsonb_build_array(jsonb_build_object('source', 'wire', 'url', 'https://example.org/2025/08/09/statement', 'publishedOn', '2025-08-09', 'credibility', 2)))),
          'statement.recorded.v1', now(), '*DEFAULT*', false, 'system:benchmark', gen_random_uuid()::text
        from generate_series(0, $1 - 1) n
        """;

    private const string CopyOut = """
        copy (select l.leaf_index, l.hash, l.entry, s.salt, e.id, e.stream_id, e.version, e.type, e.timestamp, e.user_name, e.correlation_id, e.headers, e.data
          from ledger.leaf l join ledger.mt_events e on e.id = l.event_id join ledger.event_salt s on s.event_id = l.event_id order by l.leaf_index) to stdout
        """;

    public static async Task<Score[]> RunAsync(CancellationToken cancel)
    {
        var events = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_STATEMENTS") ?? "1000000");
        var folder = BenchedServer.Folder();
        try
        {
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            await using var server = await BenchedServer.StartAsync(postgres.ConnectionString, BenchedServer.Port, cancel);
            await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Command Timeout=0");
            await connection.OpenAsync(cancel);
            await ExecuteAsync(connection, Insert.Replace("$1", $"{events}", StringComparison.Ordinal).Replace("$2", $"{Parties}", StringComparison.Ordinal), cancel);
            var sealing = await SealedAsync(connection, events, cancel);
            await ExecuteAsync(connection, "analyze ledger.mt_events, ledger.leaf, ledger.event_salt", cancel);
            Console.WriteLine($"Verify: {events:N0} events, sealed in one go at {events / sealing.TotalSeconds:N0} a second; {Rounds} rounds in turns; "
                + $"PostgreSQL {postgres.Version}, {Environment.ProcessorCount} cores for client, server and database.\n");
            Console.WriteLine("| round | copy out (s) | verify (s) | events a second | copy out ÷ verify | memory (MB) |\n|--:|--:|--:|--:|--:|--:|");
            var best = (Copied: TimeSpan.Zero, Took: TimeSpan.MaxValue);
            for (var round = 1; round <= Rounds; round++)
            {
                var copied = await CopyOutAsync(connection, cancel);
                var (verified, memory) = await VerifyAsync(cancel);
                Console.WriteLine($"| {round} | {copied.TotalSeconds:0.0} | {verified.TotalSeconds:0.0} | {events / verified.TotalSeconds:N0} | {copied / verified:0.00} | {memory / 1e6:0} |");
                best = verified < best.Took ? (copied, verified) : best;
            }

            return
            [
                Score.Beside(nameof(Verify), $"{events:N0} events, the quickest round", $"{best.Took.TotalSeconds:0.0} s",
                    $"{best.Copied.TotalSeconds:0.0} s to copy them out", best.Copied / best.Took),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> SealedAsync(NpgsqlConnection connection, int events, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            await using var command = new NpgsqlCommand("select tree_size from ledger.checkpoint order by sealed_at desc limit 1", connection);
            if (await command.ExecuteScalarAsync(cancel) is long size && size >= events)
                return watch.Elapsed;
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
        }
    }

    private static async Task<TimeSpan> CopyOutAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var rows = await connection.BeginTextExportAsync(CopyOut, cancel);
        var buffer = new char[65_536];
        while (await rows.ReadAsync(buffer, cancel) > 0)
        {
            // Only to take them.
        }

        return watch.Elapsed;
    }

    private static async Task<(TimeSpan Took, long Memory)> VerifyAsync(CancellationToken cancel)
    {
        // As `make bench` has made it, in the folder that it runs in.
        var start = new ProcessStartInfo(Path.Combine("artifacts", "ledger", "ledger"), ["verify", "--url", $"http://127.0.0.1:{BenchedServer.Port}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["LEDGER_API_KEY"] = BenchedServer.AdminKey;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var report = process.StandardOutput.ReadToEndAsync(cancel);
        var memory = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            memory = process.HasExited ? memory : Math.Max(memory, process.WorkingSet64);
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
        }

        return process.ExitCode == 0 ? (watch.Elapsed, memory) : throw new InvalidOperationException(await report);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
#pragma warning disable CA2100 // the benchmark's own SQL
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }
}
