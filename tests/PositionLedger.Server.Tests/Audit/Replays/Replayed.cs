using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Replays;

/// <summary>A replay that a test asks for and waits for.</summary>
internal static class Replayed
{
    public const string Path = "/api/v1/audit/replays";

    /// <summary>What a replay tells when it has derived all and compared nothing.</summary>
    public const string AfterStances = "step = 'comparison'";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Replays the whole ledger, or its first events, to the end.</summary>
    public static async Task<JsonNode> WholeAsync(Api api, long? size = null)
    {
        var asked = await AskAsync(api, size);
        return await UntilAsync(api, asked, report => report["state"]!.GetValue<string>() != "running");
    }

    /// <summary>Asks for a replay and answers its path at once.</summary>
    public static async Task<string> AskAsync(Api api, long? size = null)
    {
        var reply = await api.PostAsync(Path, size is null ? "{}" : $$"""{ "ledgerSize": {{size}} }""");
        Assert.True(reply.Status == HttpStatusCode.Accepted, reply.Text);
        return reply.Headers.Location!.ToString();
    }

    public static async Task<JsonNode> UntilAsync(Api api, string path, Func<JsonNode, bool> isSo)
    {
        for (var i = 0; i < 6_000; i++)
        {
            var report = (await api.GetAsync(path)).Json;
            if (isSo(report))
                return report;
            await Task.Delay(10, Cancel);
        }

        throw new Xunit.Sdk.XunitException($"It never came to that: {(await api.GetAsync(path)).Text}");
    }

    /// <summary>Fails with the report where the replay found anything, or compared nothing.</summary>
    public static void IsEqual(JsonNode report)
    {
        Assert.True(report["result"]?.GetValue<string>() == "equal", report.ToJsonString());
        Assert.Empty(report["differences"]!.AsArray());
        Assert.Equal(report["events"]!.GetValue<long>(), report["derived"]!.GetValue<long>());
        Assert.Contains(report["tables"]!.AsArray(), table => table!["compared"]!.GetValue<bool>());
    }

    public static Dictionary<string, JsonNode> Tables(JsonNode report) =>
        report["tables"]!.AsArray().ToDictionary(table => table!["name"]!.GetValue<string>(), table => table!);

    /// <summary>A line for each difference.</summary>
    public static string[] Lines(JsonNode report) => [.. report["differences"]!.AsArray().Select(difference =>
        string.Join(" | ", ((string[])["table", "key", "column", "stored", "derived"]).Select(member => difference![member] switch
        {
            null => "-",
            JsonObject key => string.Join(' ', key.Select(part => $"{part.Value}")),
            var text => text.ToString(),
        })))];

    /// <summary>Holds the replay up where it would tell that it is so far, for as long as it isn't disposed.</summary>
    public static async Task<NpgsqlConnection> HoldAsync(string database, string soFar)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
#pragma warning disable CA2100 // the tests' own SQL
        await using var hold = new NpgsqlCommand($"""
            create or replace function public.wait() returns trigger language plpgsql as
              'begin perform pg_advisory_xact_lock_shared(7); return new; end';
            create or replace trigger wait before update on ledger.replay for each row when (new.{soFar}) execute function public.wait();
            select pg_advisory_lock(7)
            """, connection);
#pragma warning restore CA2100
        await hold.ExecuteNonQueryAsync(Cancel);
        return connection;
    }

    public static Task<int> AttemptsAsync(string database) => Sql.AskAsync<int>(database, "select attempts from ledger.replay order by id desc limit 1");
}
