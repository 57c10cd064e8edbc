using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Sealing;

/// <summary>Of several servers on one database one seals, and only with the ledger's key.</summary>
public sealed class WhoSeals(TestPostgres postgres)
{
    // The two halves of the lock's number.
    private const string LockOfTheSealer = """
        l.locktype = 'advisory' and l.classid::bigint = 1347182419 and l.objid::bigint = 1161907233
          and l.database = (select oid from pg_database where datname = current_database())
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_one_of_two_servers_whichever_of_them_records()
    {
        await using var one = await LedgerApp.StartAsync(postgres);
        await SealedLedger.IsWholeAsync(one);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString, ("LEDGER_SIGNING_KEY", one.SigningKey));
        Cell[] cells = [await Given.CellAsync(Api.Of(one)), await Given.CellAsync(Api.Of(two))];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => cells[i % 2].RecordAsync(cells[i % 2].Statement(key: $"{i}"))));

        Assert.Equal(46, await SealedLedger.IsWholeAsync(two));
        Assert.Single(await HoldersAsync(one));
        Assert.Equal(["ok", "ok"], [await StatusAsync(one), await StatusAsync(two)]);
    }

    [Fact]
    public async Task Is_nobody_who_has_another_key_and_who_says_so_in_its_health_and_serves_all_the_same()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var first = await LedgerApp.StartAsync(postgres, database, ("LEDGER_ORIGIN", "ledger.example.org")))
        {
            await SealedLedger.IsWholeAsync(first);
            await first.Host.StopAsync(Cancel);
            await using var other = await LedgerApp.StartAsync(postgres, database);
            var cell = await Given.CellAsync(Api.Of(other));
            await cell.RecordAsync();

            while (await StatusAsync(other) != "degraded")
                await Task.Delay(20, Cancel);

            var health = await Api.Anonymous(other).GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.OK, health.Status);
            Assert.Contains("The ledger ledger.example.org is signed by another key", health.Json["reasons"]![0]!.ToString(), StringComparison.Ordinal);
            Assert.Equal(0L, (await SealedLedger.ReadAsync(other, "select count(*) from ledger.leaf", row => row.GetInt64(0)))[0]);
            Assert.False(File.Exists(other.SigningKey));
        }
    }

    [Fact]
    public async Task Is_the_other_within_ten_seconds_when_one_is_killed()
    {
        using var folder = new TemporaryFolder();
        var database = await postgres.CreateDatabaseAsync();
        (string, string?)[] settings = [("ConnectionStrings__ledger", database)];
        await using var one = await ServerProcess.StartAsync(folder, Cancel, settings);
        await Given.CellAsync(new Api(one.Client));
        await using var two = await ServerProcess.StartAsync(folder, Cancel, settings);

        await one.KillAsync();
        var killed = DateTime.UtcNow;
        await Given.CellAsync(new Api(two.Client));
        while (!(await new Api(two.Client).GetAsync("/api/v1/audit/checkpoint")).Text.Contains("\n6\n", StringComparison.Ordinal))
            Assert.True(DateTime.UtcNow - killed < TimeSpan.FromSeconds(10), "Nobody took over.");

        await two.KillAsync();
        await postgres.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task Makes_no_fork_leaves_no_gap_and_forgets_nothing_when_it_is_cut_off_at_fifty_moments()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var cell = await Given.CellAsync(Api.Of(app));
        using var over = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(cell, writer, over.Token)).ToArray();
        var notes = new List<string>();
        var random = new Random(20261125);
        for (var i = 0; i < 50; i++)
        {
            await Task.Delay(random.Next(0, 300), Cancel);
            await SealedLedger.ReadAsync(app, "select 1 from pg_locks l, pg_terminate_backend(l.pid) where " + LockOfTheSealer, _ => 0);
            notes.Add((await Api.Anonymous(app).GetAsync("/api/v1/audit/checkpoint")).Text);
        }

        await over.CancelAsync();
        var recorded = (await Task.WhenAll(writers)).Sum();

        Assert.Equal(recorded + 3, await SealedLedger.IsWholeAsync(app));
        await SealedLedger.HasGrownFromAsync(app, notes);
    }

    private static Task<List<int>> HoldersAsync(LedgerApp app) => SealedLedger.ReadAsync(
        app, $"select l.pid from pg_locks l where l.granted and {LockOfTheSealer}", row => row.GetInt32(0));

    private static async Task<string> StatusAsync(LedgerApp app) => (await Api.Anonymous(app).GetAsync("/health/ready")).Json["status"]!.ToString();

    private static async Task<int> WriteAsync(Cell cell, int writer, CancellationToken over)
    {
        var recorded = 0;
        for (; !over.IsCancellationRequested; recorded++)
            await cell.RecordAsync(cell.Statement(key: $"{writer}-{recorded}"));
        return recorded;
    }
}
