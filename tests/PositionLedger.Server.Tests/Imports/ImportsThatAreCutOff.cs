using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using PositionLedger.Server.Imports;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

/// <summary>Whatever dies, an import goes on where it was, and no line is recorded twice or left out.</summary>
public sealed class ImportsThatAreCutOff(TestPostgres postgres)
{
    private const int Lines = 8_500;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("?atomic=true")]
    public async Task Go_on_after_each_of_many_kills_without_a_double_even_of_lines_without_a_key(string query)
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        var path = await SendAsync(api, cell, query);

        // As a kill does it to a transaction: whatever it is at, it is gone with its connection.
        var random = new Random(1);
        for (var i = 0; i < 12; i++)
        {
            await Task.Delay(random.Next(20, 400), Cancel);
            await Sql.AskAsync<long>(app.ConnectionString, """
                select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                """);
        }

        var report = await EndAsync(api, path);
        await IsWholeAsync(app, report);
    }

    [Fact]
    public async Task Go_on_when_the_server_is_ended_and_started_again()
    {
        await using var first = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(first), await Given.CellAsync(Api.Of(first)));
        var path = await SendAsync(api, cell, "");
        await UntilAsync(api, path, report => report["read"]!.GetValue<int>() > 0);
        await first.EndAsync();

        await using var second = await LedgerApp.StartAsync(postgres, first.ConnectionString, ("LEDGER_SIGNING_KEY", first.SigningKey));
        await IsWholeAsync(second, await EndAsync(Api.Of(second), path));
    }

    [Fact]
    public async Task Are_done_by_one_of_two_servers()
    {
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString, ("LEDGER_SIGNING_KEY", one.SigningKey));
        var cell = await Given.CellAsync(Api.Of(one));
        var paths = new[] { await SendAsync(Api.Of(one), cell, ""), await SendAsync(Api.Of(two), cell, "") };

        foreach (var path in paths)
            Assert.Equal((Lines, 0, 0), Imported.Counts(await EndAsync(Api.Of(one), path)));
        Assert.Equal(2 * Lines, await StatementsAsync(one));
    }

    [Fact]
    public async Task End_where_a_block_can_never_be_read_and_let_the_next_one_go_on()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        string broken, whole;
        await using (var held = new NpgsqlConnection(app.ConnectionString + ";Pooling=false"))
        {
            await held.OpenAsync(Cancel);
            await using (var hold = new NpgsqlCommand($"select pg_advisory_lock({RunImports.Lock})", held))
                await hold.ExecuteNonQueryAsync(Cancel);
            (broken, whole) = (await SendAsync(api, cell, ""), await SendAsync(api, cell, ""));
            await Sql.RunAsync(app.ConnectionString, $"update ledger.import_block set content = 'nonsense' where number = 1 and import_id = '{broken.Split('/')[^1]}'");
        }

        var report = await EndAsync(api, broken);
        Assert.Equal("failed", report["state"]!.GetValue<string>());
        Assert.StartsWith("Block 1 was begun 10 times", report["why"]!.GetValue<string>(), StringComparison.Ordinal);
        // What was recorded before stays, and sending the file again would go on with it.
        Assert.Equal(4_000, report["recorded"]!.GetValue<int>());
        Assert.Equal((Lines, 0, 0), Imported.Counts(await EndAsync(api, whole)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9999)]
    public async Task Leave_nothing_behind_when_the_upload_breaks_off(double part)
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        var file = Imported.Zipped(Encoding.UTF8.GetBytes(File(cell)));

        var reply = await Imported.SendAsync(api, file[..(int)(file.Length * part)], Imported.Csv);

        Assert.Equal((HttpStatusCode.BadRequest, "unreadable-file"), (reply.Status, reply.Problem));
        Assert.Equal(0, await Sql.AskAsync<long>(app.ConnectionString, "select (select count(*) from ledger.import) + (select count(*) from ledger.import_block)"));
        Assert.Equal(0, await StatementsAsync(app));
    }

    private static async Task<string> SendAsync(Api api, Cell cell, string query)
    {
        var sent = await Imported.SendAsync(api, Encoding.UTF8.GetBytes(File(cell)), Imported.Csv, query);
        Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Text);
        return sent.Headers.Location!.ToString();
    }

    private static string File(Cell cell) =>
        string.Join('\n', [Imported.Header, .. Enumerable.Range(1, Lines).Select(i => Imported.Row(cell, "", saidOn: $"2025-{i % 8 + 1:00}-{i % 28 + 1:00}", quote: $"Words {i}."))]);

    private static async Task IsWholeAsync(LedgerApp app, JsonNode report)
    {
        Assert.True(report["state"]!.GetValue<string>() == "completed", report.ToJsonString());
        Assert.Equal((Lines, 0, 0), Imported.Counts(report));
        Assert.Equal(Lines, await StatementsAsync(app));
        Assert.Equal(Lines, await Sql.AskAsync<long>(app.ConnectionString, "select count(distinct body->'quote'->>'text') from ledger.statement_version"));
        await SealedLedger.IsWholeAsync(app);
    }

    // Where the database doesn't answer at the moment, it is asked again.
    private static Task<JsonNode> EndAsync(Api api, string path) => UntilAsync(api, path, report => report["state"]!.GetValue<string>() != "running");

    private static async Task<JsonNode> UntilAsync(Api api, string path, Func<JsonNode, bool> isSo)
    {
        for (var i = 0; i < 6_000; i++)
        {
            var reply = await api.GetAsync(path);
            if (reply.Status == HttpStatusCode.OK && isSo(reply.Json))
                return reply.Json;
            await Task.Delay(10, Cancel);
        }

        throw new Xunit.Sdk.XunitException($"It never came to that: {(await api.GetAsync(path)).Text}");
    }

    private static Task<long> StatementsAsync(LedgerApp app) => Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.statement_version");
}
