using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Replays;

/// <summary>A replay takes its time, during which the ledger is used.</summary>
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
        await using (await Replayed.HoldAsync(app.ConnectionString, Replayed.AfterStances))
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
        await using var held = await Replayed.HoldAsync(app.ConnectionString, "derived > 0");

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
        await using (await Replayed.HoldAsync(one.ConnectionString, Replayed.AfterStances))
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
            Assert.Equal(1, await Replayed.AttemptsAsync(one.ConnectionString));
        }

        Replayed.IsEqual(await Replayed.UntilAsync(Api.Of(two), path, report => report["state"]!.GetValue<string>() != "running"));
        Replayed.IsEqual(await Replayed.WholeAsync(Api.Of(two)));
    }

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
