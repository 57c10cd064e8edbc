using System.Net;
using PositionLedger.Server.Tests.Support;

using static PositionLedger.Server.Tests.Support.TheWritersQueue;

namespace PositionLedger.Server.Tests.Store;

/// <summary>All copies of a joint statement or none, whatever happens in the middle of them.</summary>
public sealed class JointStatementsAreWhole(TestPostgres postgres)
{
    [Fact]
    public async Task And_leave_nothing_where_the_database_refuses_the_last_copy()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (ours, theirs) = (await Given.CellAsync(Api.Of(app)), await Given.CellAsync(Api.Of(app)));
        await Sql.RunAsync(app.ConnectionString, $$"""
            create function ledger.poison() returns trigger language plpgsql as
              $f$ begin if new.stream_id = 'party/{{theirs.Party}}' then raise exception 'poison'; end if; return new; end $f$;
            create trigger poison before insert on ledger.mt_events for each row execute function ledger.poison();
            """);

        var reply = await ours.Api.PostAsync(ours.StatementsPath, ours.Statement().With(theirs.Party));

        Assert.Equal((HttpStatusCode.InternalServerError, "internal-error"), (reply.Status, reply.Problem));
        Assert.Equal((0L, 1L), await RowAsync<long, long>(app, $"""
            select (select count(*) from ledger.statement_version), (select version from ledger.mt_streams where id = 'party/{ours.Party}')
            """));
        await ours.RecordAsync();
    }

    [Fact]
    public async Task And_stay_alike_under_amendments_of_either_copy_at_once_through_two_servers()
    {
        await using var one = await LedgerApp.StartAsync(postgres);
        await using var two = await LedgerApp.StartAsync(postgres, one.ConnectionString);
        Api[] servers = [Api.Of(one), Api.Of(two)];
        var (ours, theirs) = (await Given.CellAsync(servers[0]), await Given.CellAsync(servers[0]));
        var copies = (await servers[0].PostAsync(ours.StatementsPath, ours.Statement().With(theirs.Party))).Copies();

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => servers[i % 2].PostAsync(
            $"{copies[i / 2 % 2 == 0 ? ours.Party : theirs.Party]}/reports", new { source = ours.Source, root = $"root-{i}" })));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.Created, reply.Status));
        var shown = await Task.WhenAll(copies.Values.Select(path => servers[0].GetAsync(path)));
        Assert.All(shown, copy => Assert.Equal("\"17\"", copy.ETag));
        Assert.Equal(shown[0].Json["reports"]!.ToJsonString(), shown[1].Json["reports"]!.ToJsonString());
    }
}
