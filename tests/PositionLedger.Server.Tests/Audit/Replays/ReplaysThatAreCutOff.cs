using PositionLedger.Server.Audit.Replays;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Replays;

/// <summary>A replay takes its time, during which servers end and connections are lost; or it can't come to an end.</summary>
public sealed class ReplaysThatAreCutOff(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
            await using var held = await Replayed.HoldAsync(database, Replayed.AfterStances);
            path = await Replayed.AskAsync(new Api(killed.Client));
            await Replayed.UntilAsync(new Api(killed.Client), path, report => report["step"]?.GetValue<string>() == "stances");
            await killed.KillAsync();
        }

        await using var next = await ServerProcess.StartAsync(folder, Cancel, ("ConnectionStrings__ledger", database));
        Replayed.IsEqual(await Replayed.UntilAsync(new Api(next.Client), path, report => report["state"]!.GetValue<string>() != "running"));
        Assert.Equal(2, await Replayed.AttemptsAsync(database));
    }

    [Fact]
    public async Task Are_begun_anew_where_the_connection_was_lost()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        await Given.CellAsync(Api.Of(app));
        string path;
        await using (await Replayed.HoldAsync(app.ConnectionString, Replayed.AfterStances))
        {
            path = await Replayed.AskAsync(Api.Of(app));
            await Replayed.UntilAsync(Api.Of(app), path, report => report["step"]?.GetValue<string>() == "stances");
            await Sql.RunAsync(app.ConnectionString, "select pg_terminate_backend(pid) from pg_locks where relation = 'ledger_shadow.party'::regclass");
        }

        Replayed.IsEqual(await Replayed.UntilAsync(Api.Of(app), path, report => report["state"]!.GetValue<string>() != "running"));
        Assert.Equal(2, await Replayed.AttemptsAsync(app.ConnectionString));
    }

    [Fact]
    public async Task Are_given_up_with_a_reason_where_they_were_cut_off_again_and_again()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var id = Guid.CreateVersion7();

        await Sql.RunAsync(app.ConnectionString, $"insert into ledger.replay (id, asked_by, attempts) values ('{id}', 'somebody', {RunReplays.MaxAttempts})");

        var report = await Replayed.UntilAsync(Api.Of(app), $"{Replayed.Path}/{id}", report => report["state"]!.GetValue<string>() != "running");
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
}
