using System.Text.Json;
using Npgsql;
using PositionLedger.Domain;

namespace PositionLedger.Benchmarks;

/// <summary>A ledger that was filled for a benchmark, and the server that answers for it.</summary>
internal sealed class GrownLedger(BenchedServer server, NpgsqlConnection connection, HttpClient http, int statements, double recordedPerSecond) : IAsyncDisposable
{
    /// <summary>A session of the benchmark's own, to read without the server.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Calls its server, with the key.</summary>
    public HttpClient Http => http;

    public int Statements => statements;

    public double RecordedPerSecond => recordedPerSecond;

    public static async Task<GrownLedger> StartAsync(
        string connectionString, string name, int statements, int port, IReadOnlyList<IEnumerable<Command>> contents, CancellationToken cancel)
    {
        await using (var postgres = NpgsqlDataSource.Create(connectionString))
        await using (var create = postgres.CreateCommand($"create database {name}"))
            await create.ExecuteNonQueryAsync(cancel);

        var own = new NpgsqlConnectionStringBuilder(connectionString) { Database = name, CommandTimeout = 0 }.ConnectionString;
        var rate = await Fill.RecordAsync(own, contents, cancel);
        var connection = new NpgsqlConnection(own);
        await connection.OpenAsync(cancel);
        // As autovacuum would sooner or later, and not while it is measured.
        await using (var tidy = new NpgsqlCommand("vacuum analyze", connection))
            await tidy.ExecuteNonQueryAsync(cancel);
        await using (var write = new NpgsqlCommand("checkpoint", connection))
            await write.ExecuteNonQueryAsync(cancel);

        var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), DefaultRequestHeaders = { Authorization = new("Bearer", BenchedServer.AdminKey) } };
        return new(await BenchedServer.StartAsync(own, port, cancel), connection, http, statements, rate);
    }

    /// <summary>Microseconds used so far by its server and by PostgreSQL, which is that of all ledgers.</summary>
    public (double Server, double Postgres) ProcessorUsed(string clusterFolder) => Processor.Used(server.ProcessId, clusterFolder);

    public async Task AskAsync(GrowthQuestion question, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(question.Path, cancel);
        await answer.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null, cancel);
    }

    /// <exception cref="InvalidOperationException">The answer isn't of as many parts as were recorded.</exception>
    public async Task CheckAsync(GrowthQuestion question, CancellationToken cancel)
    {
        using var answer = JsonDocument.Parse(await http.GetByteArrayAsync(question.Path, cancel));
        if (answer.RootElement.GetProperty(question.Part).GetArrayLength() is var parts && parts != question.Parts)
            throw new InvalidOperationException($"{question.Path} answered with {parts} {question.Part}, not {question.Parts}.");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }
}
