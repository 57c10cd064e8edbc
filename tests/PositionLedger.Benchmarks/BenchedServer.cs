using System.Diagnostics;
using Npgsql;
using PositionLedger.Server;

namespace PositionLedger.Benchmarks;

/// <summary>The server as it is shipped, in a process of its own, with one endpoint more: the baseline.</summary>
internal sealed class BenchedServer : IAsyncDisposable
{
    public const string AdminKey = "plk_of-the-benchmark";
    public const int Port = 5093;
    public const string RawPath = "/bench/raw";

    /// <summary>The columns of the event table and its two indexes, and nothing else.</summary>
    public const string RawTable = """
        create schema if not exists bench;
        create table if not exists bench.raw_event (
          seq bigint generated always as identity primary key, id uuid not null, stream_id varchar not null, version bigint not null,
          data jsonb not null, type varchar not null, recorded_at timestamptz not null default clock_timestamp(), user_name varchar,
          unique (stream_id, version))
        """;

    public const string RawInsert =
        "insert into bench.raw_event (id, stream_id, version, data, type, user_name) values ($1, $2, $3, $4, 'statement.recorded.v1', 'administrator')";

    private readonly Process _process;

    private BenchedServer(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public static async Task<BenchedServer> StartAsync(string connectionString, int port, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", connectionString, $"http://127.0.0.1:{port}"]);
        start.RedirectStandardOutput = true;
        var server = new BenchedServer(Process.Start(start)!);
        _ = server._process.StandardOutput.ReadToEndAsync(cancel);
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var ready = await http.GetAsync($"http://127.0.0.1:{port}/health/ready", cancel);
                if (ready.IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
            }

            await Task.Delay(100, cancel);
        }
    }

    public static async Task ServeAsync(string connectionString, string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["LEDGER_ADMIN_KEY"] = AdminKey;
        builder.WebHost.UseUrls(address);
        builder.AddLedger(connectionString, null);
        var app = builder.Build();
        app.UseLedger();
        app.MapPost(RawPath, InsertAsync);
        await app.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<IResult> InsertAsync(HttpRequest request, NpgsqlDataSource database)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(RawInsert, connection);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = "party/raw" });
        command.Parameters.Add(new() { Value = Random.Shared.NextInt64() });
        command.Parameters.Add(new() { Value = body, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        await command.PrepareAsync();
        await command.ExecuteNonQueryAsync();
        return Results.Created();
    }
}
