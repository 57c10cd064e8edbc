using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Store;

public sealed class TheOneWriter(TestPostgres postgres)
{
    private static readonly Recorder Tester = new("tester", null, null);

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
        Assert.Equal((323L, 320L), await RowAsync<long, long>(one, """
            select (select last_value from ledger.mt_events_sequence), (select count(*) from ledger.statement_version)
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
    public async Task Records_the_neighbours_of_a_statement_that_the_database_refuses()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);
        var cell = await Given.CellAsync(api);
        await app.Database.CreateCommand("""
            create function ledger.poison() returns trigger language plpgsql as
              $$ begin if new.data::text like '%poison%' then raise exception 'poison'; end if; return new; end $$;
            create trigger poison before insert on ledger.mt_events for each row execute function ledger.poison();
            """).ExecuteNonQueryAsync(Cancel);

        var replies = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            api.PostAsync(cell.StatementsPath, cell.Statement(quote: i == 7 ? "poison" : "fine", key: $"{i}"))));

        Assert.Equal(23, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.Equal("internal-error", Assert.Single(replies, reply => reply.Status != HttpStatusCode.Created).Problem);
        Assert.Equal((23L, 24L), await RowAsync<long, long>(app, $"""
            select (select count(*) from ledger.statement_version), (select version from ledger.mt_streams where id = 'party/{cell.Party}')
            """));
    }

    [Fact]
    public async Task Records_the_neighbours_of_a_command_that_has_a_bug()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();

        var (before, broken, after) = await WhileTheWriterWaitsAsync(app, () => Task.FromResult((
            writer.WriteAsync(OpenParty("before"), Tester, Cancel),
            writer.WriteAsync(new Broken(), Tester, Cancel),
            writer.WriteAsync(OpenParty("after"), Tester, Cancel))));

        Assert.IsType<WriteOutcome.Recorded>(await before);
        Assert.IsType<WriteOutcome.Recorded>(await after);
        Assert.Equal("a bug", (await Assert.ThrowsAsync<InvalidOperationException>(() => broken)).Message);
    }

    [Fact]
    public async Task Tells_callers_to_come_back_when_too_many_wait_and_records_every_one_it_took()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();

        var (waiting, answer) = await WhileTheWriterWaitsAsync(app, async () => (
            Enumerable.Range(0, LedgerWriter.Capacity).Select(i => writer.WriteAsync(OpenParty($"party-{i}"), Tester, Cancel)).ToArray(),
            await Api.Of(app).PostAsync("/api/v1/parties", new { id = "one-more", name = "One more", kind = "state" })));

        Assert.Equal((HttpStatusCode.TooManyRequests, "busy"), (answer.Status, answer.Problem));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.IsType<WriteOutcome.Recorded>(outcome));
    }

    [Fact]
    public async Task Leaves_out_what_its_caller_gave_up_before_it_began()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await gone.CancelAsync();

        var write = writer.WriteAsync(OpenParty("ghost"), Tester, gone.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(app).GetAsync("/api/v1/parties/ghost")).Status);
    }

    [Fact]
    public async Task Writes_what_waits_before_it_stops()
    {
        var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();

        var writes = Enumerable.Range(0, 500)
            .Select(i => writer.WriteAsync(OpenParty($"party-{i}"), Tester, Cancel)).ToArray();
        await writer.StopAsync(Cancel);

        Assert.All(await Task.WhenAll(writes), outcome => Assert.IsType<WriteOutcome.Recorded>(outcome));
        await app.DisposeAsync();
    }

    /// <summary>Holds up a first command in the database, so that all that is sent meanwhile waits in the queue together.</summary>
    private static async Task<T> WhileTheWriterWaitsAsync<T>(LedgerApp app, Func<Task<T>> send)
    {
        await using var connection = await app.Database.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var hold = new NpgsqlCommand("lock table ledger.mt_streams in access exclusive mode", connection))
            await hold.ExecuteNonQueryAsync(Cancel);

        var first = app.Host.Services.GetRequiredService<LedgerWriter>().WriteAsync(OpenParty("first"), Tester, Cancel);
        await UntilSomebodyWaitsAsync(app);
        var sent = await send();
        await transaction.RollbackAsync(Cancel);

        Assert.IsType<WriteOutcome.Recorded>(await first);
        return sent;
    }

    private static OpenParty OpenParty(string id) => new(new(id, "A party", PartyKind.State, []));

    private static async Task UntilSomebodyWaitsAsync(LedgerApp app)
    {
        while (await RowAsync<bool, bool>(app, "select exists (select from pg_locks l join pg_database d on d.oid = l.database where not granted and datname = current_database()), true") == (false, true))
            await Task.Yield();
    }

    private static async Task<(T1, T2)> RowAsync<T1, T2>(LedgerApp app, string sql)
    {
        await using var command = app.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        await reader.ReadAsync(Cancel);
        return (reader.GetFieldValue<T1>(0), reader.GetFieldValue<T2>(1));
    }

    private sealed record Broken : Command
    {
        public override string Stream => "party/broken";

        public override Needs Needs => new();

        public override Decision Decide(Ledger ledger) => throw new InvalidOperationException("a bug");
    }
}
