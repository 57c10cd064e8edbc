using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Store.Writing;
using PositionLedger.Server.Tests.Support;

using static PositionLedger.Server.Tests.Support.TheWritersQueue;

namespace PositionLedger.Server.Tests.Statements;

[Collection(SharedLedger.Name)]
public sealed class RecordingWhatLooksRetracted(LedgerApp app, TestPostgres postgres) : IAsyncLifetime
{
    private const string Code = "looks-like-a-retracted-statement";

    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;

    public async ValueTask InitializeAsync() => _cell = await Given.CellAsync(_api);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Is_refused_and_names_the_one_that_was_retracted()
    {
        var retracted = await RetractedAsync("We will not. Ніколи!");
        var before = await Footprint.OfAsync(app);

        var reply = await RecordAsync("„We WILL not“ — ніколи");

        Assert.Equal((422, Code, Jointly.IdOf(retracted)), ((int)reply.Status, reply.Problem, reply.Json["subject"]!.GetValue<string>()));
        Assert.Contains("acknowledges", reply.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, await Footprint.OfAsync(app));
        await _api.PostAsync($"{retracted}/reinstatements", new { reason = "right after all" }, ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.Created, (await RecordAsync("We will not. Ніколи!")).Status);
    }

    [Fact]
    public async Task Is_recorded_when_it_acknowledges_that_one_as_a_list_or_by_itself()
    {
        var id = Jointly.IdOf(await RetractedAsync("We will not."));
        var alone = _cell.Statement();
        alone["acknowledges"] = id;

        var reply = await Given.Created(_api.PostAsync(_cell.StatementsPath, alone));
        await _cell.RecordAsync(_cell.Statement().Acknowledging(id));

        var recorded = (await _api.GetAsync(reply.Headers.Location!.ToString())).Json["history"]![0]!["event"]!;
        Assert.Equal([id], recorded["acknowledges"]!.AsArray().Select(x => x!.GetValue<string>()));
    }

    [Fact]
    public async Task Is_refused_when_it_acknowledges_what_is_no_retracted_look_alike()
    {
        var standing = Jointly.IdOf(await _cell.RecordAsync());

        var reply = await _api.PostAsync(_cell.StatementsPath, _cell.Statement().Acknowledging(standing));

        Assert.Equal((422, "acknowledges-no-look-alike"), ((int)reply.Status, reply.Problem));
        Assert.Equal(("acknowledges[0]", standing), (reply.Json["field"]!.GetValue<string>(), reply.Json["subject"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Is_refused_as_it_was_corrected_before_it_was_retracted()
    {
        var path = await _cell.RecordAsync(_cell.Statement(quote: "We will knot."));
        await _api.PostAsync($"{path}/corrections", new { reason = "a typo", quote = new { text = "We will not." }, saidOn = "2025-08-10" }, ("If-Match", "*"));
        await _api.PostAsync($"{path}/retractions", new { reason = "wrong" }, ("If-Match", "*"));

        Assert.Equal(HttpStatusCode.Created, (await RecordAsync("We will knot.")).Status);
        Assert.Equal(Code, (await _api.PostAsync(_cell.StatementsPath, _cell.Statement(saidOn: "2025-08-10"))).Problem);
    }

    [Fact]
    public async Task Says_of_a_retracted_key_first_that_it_is_one()
    {
        var path = await _cell.RecordAsync(_cell.Statement(key: "mine"));
        await _api.PostAsync($"{path}/retractions", new { reason = "wrong" }, ("If-Match", "*"));

        Assert.Equal("key-of-retracted-statement", (await _api.PostAsync(_cell.StatementsPath, _cell.Statement(key: "mine"))).Problem);
    }

    [Fact]
    public async Task Is_refused_for_every_holder_of_a_joint_statement_where_one_had_it_retracted()
    {
        var other = (await Given.CellAsync(_api)) with { Issue = _cell.Issue };
        var theirs = await other.RecordAsync();
        await _api.PostAsync($"{theirs}/retractions", new { reason = "wrong" }, ("If-Match", "*"));
        var before = await Footprint.OfAsync(app);

        var reply = await _api.PostAsync(_cell.StatementsPath, _cell.Statement().With(other.Party));

        Assert.Equal((422, Code, Jointly.IdOf(theirs)), ((int)reply.Status, reply.Problem, reply.Json["subject"]!.GetValue<string>()));
        Assert.Equal(before, await Footprint.OfAsync(app));
        await Given.Created(_api.PostAsync(_cell.StatementsPath, _cell.Statement().With(other.Party).Acknowledging(Jointly.IdOf(theirs))));
    }

    [Fact]
    public async Task Is_refused_in_the_very_batch_of_the_retraction()
    {
        await using var own = await LedgerApp.StartAsync(postgres);
        var cell = await Given.CellAsync(Api.Of(own));
        var id = Guid.Parse(Jointly.IdOf(await cell.RecordAsync()));
        var writer = own.Host.Services.GetRequiredService<LedgerWriter>();

        var (retracted, again) = await WhileTheWriterWaitsAsync(own, async () =>
        {
            var retracted = writer.WriteAsync(new RetractStatement(cell.Party, id, null, "wrong"), Tester, TestContext.Current.CancellationToken);
            var again = cell.Api.PostAsync(cell.StatementsPath, cell.Statement());
            while (writer.Waiting < 2)
                await Task.Yield();
            return (retracted, again);
        });

        Assert.IsType<WriteOutcome.Recorded>(await retracted);
        Assert.Equal((422, Code), ((int)(await again).Status, (await again).Problem));
    }

    [Fact]
    public async Task Is_found_by_one_look_into_an_index()
    {
        await using var own = await LedgerApp.StartAsync(postgres);
        var plan = await Sql.AskAsync<string>(own.ConnectionString, """
            set enable_seqscan = off;
            create temporary table plan (line text);
            do $$ declare line text; begin
              for line in explain select * from unnest('{1,2}'::bigint[]) as n(digest) cross join lateral (
                select * from ledger.statement_version c where c.look_alike = n.digest and c.retracted and c.closed_by is null offset 0) v
              loop insert into plan values (line); end loop; end $$;
            select string_agg(line, e'\n') from plan
            """);

        Assert.Matches("(Index|Bitmap Index) Scan (using|on) retracted_look_alike", plan);
    }

    private Task<Reply> RecordAsync(string quote) => _api.PostAsync(_cell.StatementsPath, _cell.Statement(quote: quote));

    private async Task<string> RetractedAsync(string quote)
    {
        var path = await _cell.RecordAsync(_cell.Statement(quote: quote));
        Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync($"{path}/retractions", new { reason = "wrong" }, ("If-Match", "*"))).Status);
        return path;
    }
}
