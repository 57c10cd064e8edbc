using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

using static PositionLedger.Server.Tests.Support.TheWritersQueue;

namespace PositionLedger.Server.Tests.Store;

/// <summary>What many recorders may do at once, also through several servers.</summary>
public sealed class TheOneWriter(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_64_parallel_writers_to_one_party_through_two_servers_without_a_gap()
    {
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString);
        var cell = await Given.CellAsync(Api.Of(one));
        Api[] servers = [Api.Of(one), Api.Of(two)];

        var replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(async writer =>
        {
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 5; i++)
                statuses.Add((await servers[writer % 2].PostAsync(cell.StatementsPath, cell.Statement(key: $"{writer}-{i}"))).Status);
            return statuses;
        }));

        Assert.All(replies.SelectMany(x => x), status => Assert.Equal(HttpStatusCode.Created, status));
        Assert.Equal((321L, 321L), await RowAsync<long, long>(one, $"select count(*), max(version) from ledger.mt_events where stream_id = 'party/{cell.Party}'"));
        Assert.Equal((323L, 323L), await RowAsync<long, long>(one, "select count(*), max(seq_id) from ledger.mt_events"));
        Assert.Equal((323L, 320L), (await NumbersAsync(one), await Sql.AskAsync<long>(one.ConnectionString, "select count(*) from ledger.statement_version")));
    }

    [Fact]
    public async Task Takes_32_parallel_writers_of_joint_statements_with_crossing_holders_through_two_servers()
    {
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString);
        Cell[] cells = [await Given.CellAsync(Api.Of(one)), await Given.CellAsync(Api.Of(one)), await Given.CellAsync(Api.Of(one))];
        Api[] servers = [Api.Of(one), Api.Of(two)];

        // Each writer addresses another holder and names the others in another order.
        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(async writer =>
        {
            var (cell, others) = (cells[writer % 3], new[] { cells[(writer + 1) % 3].Party, cells[(writer + 2) % 3].Party });
            var holders = writer % 2 == 0 ? others : [others[1], others[0]];
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 4; i++)
                statuses.Add((await servers[writer / 3 % 2].PostAsync(cell.StatementsPath, cell.Statement(key: $"{writer}-{i}").With(holders))).Status);
            return statuses;
        }));

        Assert.All(replies.SelectMany(x => x), status => Assert.Equal(HttpStatusCode.Created, status));
        foreach (var cell in cells)
            Assert.Equal((129L, 129L), await RowAsync<long, long>(one, $"select count(*), max(version) from ledger.mt_events where stream_id = 'party/{cell.Party}'"));
        // A batch that was rolled back to end a circle would have burnt numbers, and would have been written again one by one.
        Assert.Equal((393L, 393L), (await Sql.AskAsync<long>(one.ConnectionString, "select count(*) from ledger.mt_events"), await NumbersAsync(one)));
        Assert.Equal((128L, true), await RowAsync<long, bool>(one, """
            select count(*), bool_and(n = 3) from (select count(*) n from ledger.statement_version group by joint) copies
            """));
    }

    [Fact]
    public async Task Never_records_a_key_twice_however_many_send_it_at_once()
    {
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString);
        var cell = await Given.CellAsync(Api.Of(one));
        Api[] servers = [Api.Of(one), Api.Of(two)];

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            servers[i % 2].PostAsync(cell.StatementsPath, cell.Statement(key: "the-same"))));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.Equal(31, replies.Count(reply => reply.Status == HttpStatusCode.OK));
        Assert.Single(replies.Select(reply => reply.Json["id"]!.GetValue<string>()).Distinct());
    }

    [Fact]
    public async Task Lets_one_of_many_amend_the_revision_they_all_saw()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);
        var cell = await Given.CellAsync(api);
        var path = await cell.RecordAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            api.PostAsync($"{path}/corrections", new { reason = $"number {i}", stance = "open" }, ("If-Match", "\"1\""))));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(15, replies.Count(reply => reply.Status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Locks_parties_in_one_order_so_that_two_servers_never_wait_for_each_other_in_a_circle()
    {
        const int Parties = 200;
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString);
        var writers = new[] { one, two }.Select(app => app.Host.Services.GetRequiredService<LedgerWriter>()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Parties).Select(i => writers[0].WriteAsync(OpenParty($"party-{i}"), Tester, Cancel)));

        Task<WriteOutcome>[] sent;
        // Both are held up in the middle of their batches, which come from opposite ends.
        await using (await HoldAsync(one, "party-100"))
        {
            sent =
            [
                .. Enumerable.Range(0, Parties).Select(i => writers[0].WriteAsync(new RenameParty($"party-{i}", "One", null), Tester, Cancel)),
                .. Enumerable.Range(0, Parties).Select(i => writers[1].WriteAsync(new RenameParty($"party-{Parties - 1 - i}", "Two", null), Tester, Cancel)),
            ];
            while (await RowAsync<long, bool>(one, "select count(*), true from pg_locks where not granted and locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())") != (2L, true))
                await Task.Yield();
        }

        Assert.All(await Task.WhenAll(sent), outcome => Assert.IsType<WriteOutcome.Recorded>(outcome));
        // A batch that was rolled back to end a circle would have been written again one by one, in as many transactions.
        var (transactions, _) = await RowAsync<long, bool>(one, "select count(distinct xmin::text), true from ledger.mt_events where type = 'party.renamed.v1'");
        Assert.InRange(transactions, 2, 8);
    }

    // How many were drawn, those of what was rolled back among them.
    private static Task<long> NumbersAsync(LedgerApp app) => Sql.AskAsync<long>(app.ConnectionString, "select last_value from ledger.mt_events_sequence");
}
