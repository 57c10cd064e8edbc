using System.Net;
using Npgsql;
using PositionLedger.Server.Audit.Replays;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Replays;

/// <summary>A replay takes its time, during which the ledger is used; and servers end.</summary>
public sealed class ReplaysBesideRecording(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_no_difference_while_eight_writers_record_amend_and_grade()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writers = Enumerable.Range(0, 8).Select(writer => RecordAsync(api, writer, enough.Token)).ToArray();
        try
        {
            var events = 0L;
            for (var i = 0; i < 8; i++)
            {
                while (await Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.mt_events") == events)
                    await Task.Delay(5, Cancel);
                var report = await Replayed.WholeAsync(api);
                Replayed.IsEqual(report);
                events = report["events"]!.GetValue<long>();
                Replayed.IsEqual(await Replayed.WholeAsync(api, report["ledgerSize"]!.GetValue<long>()));
            }
        }
        finally
        {
            await enough.CancelAsync();
        }

        Assert.All(await Task.WhenAll(writers), written => Assert.NotEqual(0, written));
    }

    [Fact]
    public async Task Hold_up_nobody_who_records_or_asks_and_see_nothing_of_what_they_record()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        await cell.RecordAsync();
        string path;
        await using (await HoldAsync(app.ConnectionString, "stance_cell"))
        {
            path = await Replayed.AskAsync(api);
            var running = await Replayed.UntilAsync(api, path, report => report["step"]?.GetValue<string>() == "stances");
            Assert.Equal((4, 4, "running"), (running["events"]!.GetValue<int>(), running["derived"]!.GetValue<int>(), running["state"]!.GetValue<string>()));

            await cell.RecordAsync(cell.Statement("accepts", "2025-08-10", quote: "We will."));
            await api.PostAsync($"/api/v1/sources/{cell.Source}/grades", new { reliability = "E", reason = "unreliable" });
            await Given.CellAsync(api);
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(cell.StancePath("2025-08-10"))).Status);
            await SealedLedger.IsSealedAsync(app);
        }

        var report = await Replayed.UntilAsync(api, path, report => report["state"]!.GetValue<string>() != "running");
        Replayed.IsEqual(report);
        Assert.Equal((4, 1), (report["events"]!.GetValue<int>(), Replayed.Tables(report)["statement_version"]["rows"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Tell_how_many_events_are_folded_while_they_fold()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        await cell.RecordAsync();
        await using var held = await HoldAsync(app.ConnectionString, "statement_version");

        var path = await Replayed.AskAsync(api);

        var report = await Replayed.UntilAsync(api, path, report => report["step"] is not null);
        Assert.Equal(("events", 4, 0), (report["step"]!.GetValue<string>(), report["events"]!.GetValue<int>(), report["derived"]!.GetValue<int>()));
        Assert.Null(report["result"] ?? report["finishedAt"] ?? report["why"]);
    }

    [Fact]
    public async Task Run_one_at_a_time_also_where_two_servers_are_asked()
    {
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString, ("LEDGER_SIGNING_KEY", one.SigningKey));
        string path;
        await using (await HoldAsync(one.ConnectionString, "stance_cell"))
        {
            path = await Replayed.AskAsync(Api.Of(one));
            foreach (var server in new[] { one, two })
            {
                var second = await Api.Of(server).PostAsync(Replayed.Path, new { });
                Assert.Equal((HttpStatusCode.Conflict, "replay-running"), (second.Status, second.Problem));
                Assert.EndsWith(second.Json["subject"]!.GetValue<string>(), path, StringComparison.Ordinal);
            }

            // The other server has looked for it by then, and left it alone.
            await Task.Delay(TimeSpan.FromSeconds(2.5), Cancel);
            Assert.Equal(1, await AttemptsAsync(one.ConnectionString));
        }

        Replayed.IsEqual(await Replayed.UntilAsync(Api.Of(two), path, report => report["state"]!.GetValue<string>() != "running"));
        Replayed.IsEqual(await Replayed.WholeAsync(Api.Of(two)));
    }

    [Fact]
    public async Task Are_begun_anew_by_the_next_server_where_one_was_killed()
    {
        var database = await postgres.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        string path;
        await using (var killed = await ServerProcess.StartAsync(folder, Cancel, ("ConnectionStrings__ledger", database)))
        {
            var cell = await Given.CellAsync(new Api(killed.Client));
            await cell.RecordAsync();
            await using var held = await HoldAsync(database, "stance_cell");
            path = await Replayed.AskAsync(new Api(killed.Client));
            await Replayed.UntilAsync(new Api(killed.Client), path, report => report["step"]?.GetValue<string>() == "stances");
            await killed.KillAsync();
        }

        await using var next = await ServerProcess.StartAsync(folder, Cancel, ("ConnectionStrings__ledger", database));
        Replayed.IsEqual(await Replayed.UntilAsync(new Api(next.Client), path, report => report["state"]!.GetValue<string>() != "running"));
        Assert.Equal(2, await AttemptsAsync(database));
    }

    [Fact]
    public async Task Are_given_up_with_a_reason_where_they_were_cut_off_again_and_again()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await using var held = await HoldAsync(app.ConnectionString, "party");
        await Given.CellAsync(Api.Of(app));
        var path = await Replayed.AskAsync(Api.Of(app));
        await Replayed.UntilAsync(Api.Of(app), path, report => report["step"] is not null);
        await Sql.RunAsync(app.ConnectionString, $"update ledger.replay set attempts = {RunReplays.MaxAttempts}");

        // The connection of the replay is lost, as in a crash.
        await Sql.RunAsync(app.ConnectionString, "select pg_terminate_backend(pid) from pg_locks where not granted and relation = 'ledger_shadow.party'::regclass");

        var report = await Replayed.UntilAsync(Api.Of(app), path, report => report["state"]!.GetValue<string>() != "running");
        Assert.Equal("failed", report["state"]!.GetValue<string>());
        Assert.Contains("3 times", report["why"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fail_with_a_reason_where_the_events_cannot_be_folded_and_the_next_may_run()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await Given.CellAsync(Api.Of(app));
        var size = await SealedLedger.IsSealedAsync(app);
        await Sql.RunAsync(app.ConnectionString, """
            insert into ledger.mt_streams (id, type, version, timestamp, created, is_archived) values ('party/forger', 'party', 1, now(), now(), false);
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
            values (nextval('ledger.mt_events_sequence'), gen_random_uuid(), 'party/forger', 1,
              '{ "statement": "00000000-0000-0000-0000-000000000007", "reason": "none" }', 'statement.retracted.v1', now(), '*DEFAULT*', false)
            """);

        var report = await Replayed.WholeAsync(Api.Of(app));

        Assert.Equal(("failed", null), (report["state"]!.GetValue<string>(), report["result"]?.GetValue<string>()));
        Assert.Contains("00000000-0000-0000-0000-000000000007", report["why"]!.GetValue<string>(), StringComparison.Ordinal);
        Replayed.IsEqual(await Replayed.WholeAsync(Api.Of(app), size));
    }

    /// <summary>Keeps the replay from a shadow table for as long as it isn't disposed.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(string database, string table)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
#pragma warning disable CA2100 // the tests' own SQL
        await using var hold = new NpgsqlCommand($"begin; lock table ledger_shadow.{table} in access exclusive mode", connection);
#pragma warning restore CA2100
        await hold.ExecuteNonQueryAsync(Cancel);
        return connection;
    }

    private static Task<int> AttemptsAsync(string database) => Sql.AskAsync<int>(database, "select attempts from ledger.replay order by id desc limit 1");

    private static async Task<int> RecordAsync(Api api, int writer, CancellationToken cancel)
    {
        var cell = await Given.CellAsync(api);
        var written = 0;
        for (; !cancel.IsCancellationRequested; written++)
        {
            var path = await cell.RecordAsync(cell.Statement(written % 2 == 0 ? "open" : "rejects", $"2025-{written % 12 + 1:00}-{writer + 1:00}", quote: $"Words {written}."));
            await api.PostAsync($"{path}/corrections", new { reason = "a slip", stance = "accepts" }, ("If-Match", "*"));
            if (written % 5 == 0)
                await api.PostAsync($"/api/v1/sources/{cell.Source}/grades", new { reliability = written % 10 == 0 ? "C" : "B", reason = "seen" });
        }

        return written;
    }
}
