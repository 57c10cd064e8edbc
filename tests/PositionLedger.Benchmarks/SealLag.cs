using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Npgsql;
using PositionLedger.Server.Store.Postgres;

namespace PositionLedger.Benchmarks;

/// <summary>How long after the answer to its recording a statement is in a signed checkpoint, as anybody outside sees it.</summary>
internal static class SealLag
{
    private const int PerSecond = 500;
    private const int Connections = 32;
    private const int Parties = 200;

    private static readonly LocalDate First = new(1, 1, 1);

    public static async Task<Score[]> RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        var folder = BenchedServer.Folder();
        try
        {
            await using var postgres = await PrivatePostgres.StartAsync(new(folder), cancel);
            await using var server = await BenchedServer.StartAsync(postgres.ConnectionString, BenchedServer.Port, cancel);
            using var http = BenchedServer.Client();
            await BenchedServer.PrepareAsync(http, Parties, cancel);
            await MeasureAsync(http, TimeSpan.FromSeconds(10), cancel);
            var (answered, grown) = await MeasureAsync(http, duration, cancel);
            var places = await PlacesAsync(postgres.ConnectionString, cancel);
            return Print(answered.Select(x => (grown.First(seen => seen.Size > places[x.Statement]).At - x.At).TotalMilliseconds).Order().ToArray(), answered.Count, duration);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Score[] Print(double[] lags, int count, TimeSpan duration)
    {
        Console.WriteLine($"SealLag: {count / duration.TotalSeconds:N0} statements a second recorded over {Connections} connections for {duration.TotalSeconds:0} s; "
            + $"milliseconds from the answer to a published checkpoint that covers it; {Environment.ProcessorCount} cores for client, server and database.\n");
        Console.WriteLine("| median | p95 | p99 | longest |\n|--:|--:|--:|--:|");
        Console.WriteLine($"| {At(.5):0} | {At(.95):0} | {At(.99):0} | {lags[^1]:0} |");
        return [Score.Within(nameof(SealLag), $"{PerSecond} a second recorded, until sealed, p99", At(.99), "ms", 250)];

        double At(double share) => lags[(int)(share * (lags.Length - 1))];
    }

    private static async Task<(List<(Guid Statement, TimeSpan At)> Answered, List<(long Size, TimeSpan At)> Grown)> MeasureAsync(
        HttpClient http, TimeSpan duration, CancellationToken cancel)
    {
        var (clock, run) = (Stopwatch.StartNew(), Guid.NewGuid().ToString("N"));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watching = WatchAsync(http, clock, over.Token);
        var each = TimeSpan.FromSeconds((double)Connections / PerSecond);
        var recorders = Enumerable.Range(0, Connections).Select(c => Task.Run(async () =>
        {
            var answered = new List<(Guid, TimeSpan)>();
            for (var n = 0; clock.Elapsed < duration; n++)
            {
                var wait = each * (n + (double)c / Connections) - clock.Elapsed;
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, cancel);
                using var content = new StringContent(BenchedServer.Statement($"{run}-{c}-{n}", First.PlusDays(Interlocked.Increment(ref _said))), null, "application/json");
                using var reply = await http.PostAsync($"/api/v1/parties/party-{(c * 7919 + n) % Parties}/statements", content, cancel);
                reply.EnsureSuccessStatusCode();
                var at = clock.Elapsed;
                answered.Add((JsonNode.Parse(await reply.Content.ReadAsStringAsync(cancel))!["id"]!.GetValue<Guid>(), at));
            }

            return answered;
        }, cancel)).ToArray();
        var all = (await Task.WhenAll(recorders)).SelectMany(x => x).ToList();
        await Task.Delay(TimeSpan.FromSeconds(2), cancel);
        await over.CancelAsync();
        return (all, await watching);
    }

    private static int _said;

    private static async Task<List<(long Size, TimeSpan At)>> WatchAsync(HttpClient http, Stopwatch clock, CancellationToken over)
    {
        var seen = new List<(long, TimeSpan)>();
        while (!over.IsCancellationRequested)
        {
            var size = long.Parse((await http.GetStringAsync("/api/v1/audit/checkpoint", CancellationToken.None)).Split('\n')[1], CultureInfo.InvariantCulture);
            seen.Add((size, clock.Elapsed));
            await Task.Delay(5, CancellationToken.None);
        }

        return seen;
    }

    private static async Task<Dictionary<Guid, long>> PlacesAsync(string connectionString, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("""
            select (e.data->>'id')::uuid, l.leaf_index from ledger.leaf l join ledger.mt_events e on e.id = l.event_id where e.type = 'statement.recorded.v1'
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var places = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(cancel))
            places.Add(reader.GetGuid(0), reader.GetInt64(1));
        return places;
    }
}
