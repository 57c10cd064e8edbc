using System.Net;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Replays;

public sealed class AskingForAReplay(LedgerApp app) : IClassFixture<LedgerApp>
{
    private readonly Api _api = Api.Of(app);

    [Theory]
    [InlineData("""{ "ledgerSize": -1 }""", "ledgerSize"), InlineData("""{ "ledgerSize": 9000000000 }""", "ledgerSize")]
    [InlineData("""{ "ledgerSize": "1" }""", "ledgerSize"), InlineData("""{ "ledgerSize": 1.5 }""", "ledgerSize"), InlineData("""{ "size": 1 }""", "size")]
    public async Task Is_refused_where_the_size_cannot_be(string body, string field)
    {
        var reply = await _api.PostTextAsync(Replayed.Path, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task Is_refused_without_a_key()
    {
        var reply = await Api.Anonymous(app).PostAsync(Replayed.Path, new { });

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (reply.Status, reply.Problem));
    }

    [Fact]
    public async Task Is_answered_at_once_with_where_to_look_and_listed_the_newest_first()
    {
        var first = await Replayed.WholeAsync(_api);
        var reply = await _api.PostAsync(Replayed.Path, new { ledgerSize = 0 });
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        var second = reply.Json["id"]!.GetValue<string>();
        Assert.Equal($"{Replayed.Path}/{second}", reply.Headers.Location!.ToString());
        Assert.Equal(("running", 0), (reply.Json["state"]!.GetValue<string>(), reply.Json["ledgerSize"]!.GetValue<int>()));
        var ended = await Replayed.UntilAsync(_api, $"{Replayed.Path}/{second}", report => report["state"]!.GetValue<string>() != "running");
        Assert.Equal(("completed", true), (ended["state"]!.GetValue<string>(), ended["finishedAt"]!.GetValue<DateTime>() >= ended["startedAt"]!.GetValue<DateTime>()));

        var page = await _api.GetAsync($"{Replayed.Path}?limit=1");
        var rest = await _api.GetAsync($"{Replayed.Path}?limit=1&after={page.Json["next"]}");

        Assert.Equal(second, Assert.Single(page.Json["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(first["id"]!.GetValue<string>(), Assert.Single(rest.Json["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Null(rest.Json["items"]![0]!["differences"]);
        Assert.Equal(ReadModels.Tables.Count, rest.Json["items"]![0]!["tables"]!.AsArray().Count);
    }

    [Fact]
    public async Task That_nobody_asked_for_is_answered_with_404()
    {
        var reply = await _api.GetAsync($"{Replayed.Path}/{Guid.NewGuid()}");
        var after = await _api.GetAsync($"{Replayed.Path}?after=nobody");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-replay"), (reply.Status, reply.Problem));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (after.Status, after.Problem));
    }

    [Fact]
    public async Task Leaves_nothing_in_the_shadow_tables_which_are_as_the_live_ones_are()
    {
        await EverySortOfEvent.RecordAsync(_api);
        Replayed.IsEqual(await Replayed.WholeAsync(_api));

        foreach (var table in ReadModels.Tables.Append("ledger.regrade"))
        {
            var shadow = table.Replace("ledger.", $"{ReadModels.ShadowSchema}.", StringComparison.Ordinal);
            Assert.Equal(0, await Sql.AskAsync<long>(app.ConnectionString, $"select count(*) from {shadow}"));
            Assert.Equal(await ShapeAsync(table), await ShapeAsync(shadow));
        }
    }

    // Columns with their types, and what is unique.
    private Task<string> ShapeAsync(string table) => Sql.AskAsync<string>(app.ConnectionString, $"""
        select (select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attcollation), ', ' order by attname)
            from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped)
          || (select string_agg(replace(pg_get_indexdef(indexrelid), '{table.Split('.')[0]}.', ''), '; ' order by indrelid)
            from pg_index where indrelid = '{table}'::regclass and indisprimary)
        """);
}
