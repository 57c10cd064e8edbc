using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Benchmarks;

/// <summary>A ledger that was filled for a benchmark, and the server that answers for it.</summary>
internal sealed class GrownLedger(
    BenchedServer server, string connectionString, NpgsqlConnection connection, HttpClient http, int statements, double recordedPerSecond) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    /// <summary>A session of the benchmark's own, to read without the server.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Calls its server, with the key.</summary>
    public HttpClient Http => http;

    public int Statements => statements;

    public double RecordedPerSecond => recordedPerSecond;

    /// <summary>Filled through the writer, in this process.</summary>
    public static async Task<GrownLedger> StartAsync(
        string connectionString, string name, int statements, int port, IReadOnlyList<IEnumerable<Command>> contents, CancellationToken cancel)
    {
        var own = await CreateAsync(connectionString, name, cancel);
        var rate = await Fill.RecordAsync(own, contents, cancel);
        await using (var connection = new NpgsqlConnection(own))
            await TidyAsync(connection, cancel);
        return await ServedAsync(own, statements, rate, port, cancel);
    }

    /// <summary>Filled by importing the first of so many votes, all of which are sealed.</summary>
    public static Task<GrownLedger> OfVotesAsync(
        string connectionString, string name, (int First, int Of) votes, int port, CancellationToken cancel) =>
        ImportedAsync(connectionString, name, votes.First, port, async http =>
        {
            await SendReferencesAsync(http, 0, cancel);
            await SendVotesAsync(http, UnVotes.Lines(votes.Of, UnVotes.AreReal).Take(votes.First + 1), cancel);
        }, cancel);

    /// <summary>Filled by importing so many votes several times, each time on issues of their own.</summary>
    public static Task<GrownLedger> OfRepeatedVotesAsync(
        string connectionString, string name, int votes, int times, int port, CancellationToken cancel) =>
        ImportedAsync(connectionString, name, votes * times, port, async http =>
        {
            // All parties and issues first: so that they are on record at any size that is asked about.
            for (var n = 0; n < times; n++)
                await SendReferencesAsync(http, n, cancel);
            for (var n = 0; n < times; n++)
                await SendVotesAsync(http, UnVotes.Lines(votes, UnVotes.AreReal, n), cancel);
        }, cancel);

    /// <summary>As autovacuum would sooner or later, and not while it is measured.</summary>
    public static async Task TidyAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync(cancel);
        await using (var tidy = new NpgsqlCommand("vacuum analyze", connection))
            await tidy.ExecuteNonQueryAsync(cancel);
        await using var write = new NpgsqlCommand("checkpoint", connection);
        await write.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Microseconds used so far by its server and by PostgreSQL, which is that of all ledgers.</summary>
    public (double Server, double Postgres) ProcessorUsed(string clusterFolder) => Processor.Used(server.ProcessId, clusterFolder);

    public async Task AskAsync(string path, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(path, cancel);
        await answer.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null, cancel);
    }

    /// <exception cref="InvalidOperationException">The answer isn't of as many parts as were recorded.</exception>
    public async Task CheckAsync(GrowthQuestion question, CancellationToken cancel)
    {
        using var answer = JsonDocument.Parse(await http.GetByteArrayAsync(question.Path, cancel));
        if (answer.RootElement.GetProperty(question.Part).GetArrayLength() is var parts && parts != question.Parts)
            throw new InvalidOperationException($"{question.Path} answered with {parts} {question.Part}, not {question.Parts}.");
    }

    /// <summary>Waits until everything is sealed: sealing would share the processor with what is measured.</summary>
    /// <returns>How many events that are.</returns>
    public async Task<long> SealedAsync(CancellationToken cancel)
    {
        while (true)
        {
            await using var command = new NpgsqlCommand("""
                select case when tree_size = (select count(*) from ledger.mt_events) then tree_size end from ledger.checkpoint order by sealed_at desc limit 1
                """, connection);
            if (await command.ExecuteScalarAsync(cancel) is long size)
                return size;
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }

    /// <returns>How long it takes to read its events out.</returns>
    public async Task<TimeSpan> CopyOutAsync(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await using var rows = await connection.BeginRawBinaryCopyAsync("copy ledger.mt_events to stdout (format binary)", cancel);
        await rows.CopyToAsync(Stream.Null, cancel);
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task<GrownLedger> ImportedAsync(
        string connectionString, string name, int statements, int port, Func<HttpClient, Task> import, CancellationToken cancel)
    {
        var ledger = await ServedAsync(await CreateAsync(connectionString, name, cancel), statements, 0, port, cancel);
        try
        {
            await import(ledger.Http);
            await ledger.SealedAsync(cancel);
            await TidyAsync(ledger.Connection, cancel);
            return ledger;
        }
        catch
        {
            await ledger.DisposeAsync();
            throw;
        }
    }

    private static async Task SendReferencesAsync(HttpClient http, int copy, CancellationToken cancel) =>
        await Import.SendAsync(http, UnVotes.References(UnVotes.AreReal, copy), "application/x-ndjson", "", cancel);

    private static async Task SendVotesAsync(HttpClient http, IEnumerable<string> lines, CancellationToken cancel) =>
        await Import.SendAsync(http, UnVotes.Zipped(lines), "text/csv", UnVotes.Options, cancel);

    private static async Task<string> CreateAsync(string connectionString, string name, CancellationToken cancel)
    {
        await using var postgres = NpgsqlDataSource.Create(connectionString);
        await using var create = postgres.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync(cancel);
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name, CommandTimeout = 0 }.ConnectionString;
    }

    private static async Task<GrownLedger> ServedAsync(string connectionString, int statements, double rate, int port, CancellationToken cancel)
    {
        var server = await BenchedServer.StartAsync(connectionString, port, cancel);
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        return new(server, connectionString, connection, new()
        {
            BaseAddress = new($"http://127.0.0.1:{port}"),
            DefaultRequestHeaders = { Authorization = new("Bearer", BenchedServer.AdminKey) },
            Timeout = TimeSpan.FromHours(1),
        }, statements, rate);
    }
}
