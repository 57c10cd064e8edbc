using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain;
using PositionLedger.Domain.Parties;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

using static PositionLedger.Server.Tests.Support.TheWritersQueue;

namespace PositionLedger.Server.Tests.Store;

/// <summary>A bad command, a cut connection, a full queue, a caller who left, a stop: nobody else suffers, and nothing is lost.</summary>
public sealed class WhatTheWriterDoesWithTrouble(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_the_neighbours_of_a_statement_that_the_database_refuses()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var api = Api.Of(app);
        var cell = await Given.CellAsync(api);
        await Sql.RunAsync(app.ConnectionString, """
            create function ledger.poison() returns trigger language plpgsql as
              $$ begin if new.data::text like '%poison%' then raise exception 'poison'; end if; return new; end $$;
            create trigger poison before insert on ledger.mt_events for each row execute function ledger.poison();
            """);

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
    public async Task Records_nothing_of_a_command_that_appends_to_a_stream_it_does_not_name()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var writer = app.Host.Services.GetRequiredService<LedgerWriter>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => writer.WriteAsync(new Astray(), Tester, Cancel));

        Assert.Equal("Astray appends to 'party/elsewhere', not to a stream it names.", error.Message);
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(app).GetAsync("/api/v1/parties/here")).Status);
    }

    [Fact]
    public async Task Writes_nothing_a_second_time_after_the_connection_was_cut_and_says_that_it_does_not_know()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var cell = await Given.CellAsync(Api.Of(app));
        await Sql.RunAsync(app.ConnectionString, """
            create function ledger.cut() returns trigger language plpgsql as
              $$ begin if new.data::text like '%cut%' then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$;
            create trigger cut before insert on ledger.mt_events for each row execute function ledger.cut();
            """);

        var replies = await Task.WhenAll(await WhileTheWriterWaitsAsync(app, async () =>
        {
            var sent = Enumerable.Range(0, 8).Select(i => cell.Api.PostAsync(cell.StatementsPath, cell.Statement(quote: i == 3 ? "cut" : "fine"))).ToArray();
            var writer = app.Host.Services.GetRequiredService<LedgerWriter>();
            while (writer.Waiting < sent.Length)
                await Task.Yield();
            return sent;
        }));

        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.ServiceUnavailable, "database-unavailable"), (reply.Status, reply.Problem)));
        Assert.All(replies, reply => Assert.Contains("not known", reply.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal((0L, true), await RowAsync<long, bool>(app, "select (select count(*) from ledger.statement_version), true"));
        await cell.RecordAsync();
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

    private sealed record Astray : Command
    {
        public override string Stream => "party/here";

        public override Needs Needs => new();

        public override Decision Decide(Ledger ledger) => new Decision.Accepted(
            [.. new[] { "here", "elsewhere" }.Select(id => new StreamEvent($"party/{id}", new PartyOpened(id, "A party", PartyKind.State, [])))]);
    }

    private sealed record Broken : Command
    {
        public override string Stream => "party/broken";

        public override Needs Needs => new();

        public override Decision Decide(Ledger ledger) => throw new InvalidOperationException("a bug");
    }
}
