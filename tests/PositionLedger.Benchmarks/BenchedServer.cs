using System.Diagnostics;
using NodaTime;
using Npgsql;
using PositionLedger.Server;

namespace PositionLedger.Benchmarks;

/// <summary>The server as it is shipped, in a process of its own, with one endpoint more: the baseline.</summary>
internal sealed class BenchedServer : IAsyncDisposable
{
    public const string AdminKey = "plk_of-the-benchmark";
    public static readonly int Port = int.Parse(Environment.GetEnvironmentVariable("LEDGER_BENCH_PORT") ?? "5093");
    public const string RawPath = "/bench/raw";

    /// <summary>The columns of the event table and its two indexes, and nothing else.</summary>
    public const string RawTable = """
        create schema if not exists bench;
        create table if not exists bench.raw_event (
          seq bigint generated always as identity primary key, id uuid not null, stream_id varchar not null, version bigint not null,
          data jsonb not null, type varchar not null, recorded_at timestamptz not null default clock_timestamp(), user_name varchar,
          unique (stream_id, version));
        grant usage on schema bench to public;
        grant insert on bench.raw_event to public
        """;

    public const string RawInsert =
        "insert into bench.raw_event (id, stream_id, version, data, type, user_name) values ($1, $2, $3, $4, 'statement.recorded.v1', 'administrator')";

    private const string SigningKey = "LEDGER_SIGNING_KEY";

    private readonly Process _process;

    private BenchedServer(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <summary>Where a benchmark keeps its database, its keys beside it; on a disk, since what is measured is written there.</summary>
    public static string Folder()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("LEDGER_BENCH_DATA") ?? "/var/tmp", $"positionledger-bench-{Environment.ProcessId}");
        // For the servers in this process and in those that it starts.
        Environment.SetEnvironmentVariable(SigningKey, Path.Combine(folder, "keys", "signing.key"));
        return folder;
    }

    public static HttpClient Client()
    {
        var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Port}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", AdminKey);
        return http;
    }

    /// <summary>Parties, one issue and one source to record statements of.</summary>
    public static async Task PrepareAsync(HttpClient http, int parties, CancellationToken cancel)
    {
        await PostAsync("issues", new { id = "issue", negotiation = "talks", title = "An issue", proposition = "It is so." });
        await PostAsync("sources", new { id = "wire", name = "A wire", reliability = "B" });
        foreach (var party in Enumerable.Range(0, parties))
            await PostAsync("parties", new { id = $"party-{party}", name = "A party", kind = "state" });

        async Task PostAsync(string what, object body) =>
            (await http.PostAsJsonAsync($"/api/v1/{what}", body, cancel)).EnsureSuccessStatusCode().Dispose();
    }

    /// <summary>The statement that is recorded over and over.</summary>
    public static string Statement(string key, LocalDate saidOn) => $$$"""
        {"key":"{{{key}}}","issue":"issue","speaker":{"name":"A. Speaker","role":"foreign minister","authority":"principal"},"kind":"position","stance":"rejects","firmness":"stated","saidOn":"{{{saidOn:uuuu-MM-dd}}}","quote":{"text":"We will not give up what is ours, today or tomorrow, whoever asks for it.","language":"en","rendering":"verbatim"},"attribution":"namedOnRecord","report":{"source":"wire","url":"https://example.org/2025/08/09/statement","publishedOn":"2025-08-09","credibility":2}}
        """;

    public static async Task<BenchedServer> StartAsync(string connectionString, int port, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", connectionString, $"http://127.0.0.1:{port}"]);
        start.RedirectStandardOutput = true;
        // Its own: a key that has signed one ledger signs no other.
        start.Environment[SigningKey] = Environment.GetEnvironmentVariable(SigningKey) is { } key ? Path.Combine(Path.GetDirectoryName(key)!, $"{port}.key") : null;
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
