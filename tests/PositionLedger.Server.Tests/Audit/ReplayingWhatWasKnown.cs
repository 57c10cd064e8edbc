using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit;

/// <summary>A replay ends where a knowledge does, and tells each event's place in the ledger.</summary>
public sealed class ReplayingWhatWasKnown(TestPostgres postgres) : IAsyncLifetime
{
    private LedgerApp _app = null!;
    private Talks _talks = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres);
        _talks = await Talks.BeginAsync(Api.Of(_app), ["bloc", "upland"], ["border"]);
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
        await _talks.SpeaksForAsync("bloc", "upland", "2025-01-01");
        await _talks.GradeAsync("C");
        await _talks.SaysAsync("bloc", "border", "open", "2025-08-05");
        await SealedLedger.IsSealedAsync(_app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Tells_the_place_of_each_event_as_the_ledger_has_it()
    {
        var events = await EventsAsync("on=2025-08-09");
        var places = (await SealedLedger.ReadAsync(_app, "select event_id, leaf_index from ledger.leaf", row => (row.GetGuid(0).ToString(), row.GetInt64(1)))).ToDictionary();

        Assert.Equal(7, events.Count);
        Assert.All(events, e => Assert.Equal(places[$"{e!["id"]}"], (long)e["leaf"]!));
    }

    [Fact]
    public async Task At_every_size_is_what_a_replay_told_then()
    {
        // Every event of the whole one, but for those told later in place of where they stand: what a bloc said, and a grade, before they count.
        var whole = await EventsAsync("on=2025-08-09");
        var size = await SealedLedger.IsSealedAsync(_app);
        for (var n = 1L; n <= size; n++)
        {
            var reply = await _talks.Api.GetAsync($"{Path}?on=2025-08-09&ledgerSize={n}");
            if (reply.Problem is not null)
            {
                Assert.Equal("unknown-party", reply.Problem);
                continue;
            }

            var part = reply.Json["events"]!.AsArray();
            Assert.All(part, e => Assert.True((long)e!["leaf"]! < n));
            Assert.Equal(whole.Select(e => e!.ToJsonString()).Take(part.Count), part.Select(e => e!.ToJsonString()));
            Assert.Equal(n, (long)reply.Json["ledger"]!["size"]!);
        }
    }

    [Fact]
    public async Task Has_no_place_for_an_event_that_is_not_sealed_and_tells_it_last()
    {
        await using var sealer = await SealedLedger.ConnectAsync(_app);
        await using var holds = await sealer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await SealedLedger.HoldAsync(sealer);
        var before = await EventsAsync("on=2025-08-09");
        await _talks.GradeAsync("E");
        await _talks.SaysAsync("upland", "border", "open", "2025-08-06");

        var events = await EventsAsync("on=2025-08-09");

        Assert.Equal(before.Select(e => e!.ToJsonString()), events.Take(before.Count).Select(e => e!.ToJsonString()));
        Assert.Equal([("source.graded.v1", null), ("statement.recorded.v1", null)], events.Skip(before.Count).Select(e => ($"{e!["type"]}", e["leaf"]?.ToString())));
    }

    [Fact]
    public async Task Follows_the_ledger_where_sequence_numbers_say_otherwise()
    {
        // A grade that drew its number first and was committed, and so sealed, last.
        await using var slow = await SealedLedger.ConnectAsync(_app);
        await using var late = await slow.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var grade = new Npgsql.NpgsqlCommand($$"""
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
            select nextval('ledger.mt_events_sequence'), gen_random_uuid(), s.id, s.version + 1, '{"reliability":"E","reason":"late"}', 'source.graded.v1', now(), '*DEFAULT*', false
            from ledger.mt_streams s where s.id = 'source/{{_talks.Source}}';
            update ledger.mt_streams set version = version + 1 where id = 'source/{{_talks.Source}}'
            """, slow))
            await grade.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await _talks.SaysAsync("upland", "border", "open", "2025-08-06");
        await SealedLedger.IsSealedAsync(_app);
        await late.CommitAsync(TestContext.Current.CancellationToken);
        await SealedLedger.IsSealedAsync(_app);

        var events = await EventsAsync("on=2025-08-09");

        Assert.Equal(["statement.recorded.v1", "source.graded.v1"], events.TakeLast(2).Select(e => $"{e!["type"]}"));
        Assert.Equal(events.TakeLast(2).Select(e => (long)e!["leaf"]!).Order(), events.TakeLast(2).Select(e => (long)e!["leaf"]!));
    }

    [Fact]
    public async Task Without_a_day_asks_about_the_one_on_which_that_was_sealed()
    {
        var replay = (await _talks.Api.GetAsync($"{Path}?ledgerSize={await SealedLedger.IsSealedAsync(_app)}")).Json;

        Assert.Equal($"{replay["ledger"]!["sealedAt"]}"[..10], $"{replay["on"]}");
    }

    [Fact]
    public async Task As_lines_ends_where_it_does_as_one_object()
    {
        var size = await SealedLedger.IsSealedAsync(_app) - 1;

        var lines = (await _talks.Api.GetAsync($"{Path}?on=2025-08-09&ledgerSize={size}&format=1", ("Accept", "application/x-ndjson"))).Text.TrimEnd('\n').Split('\n');

        Assert.Equal((await EventsAsync($"on=2025-08-09&ledgerSize={size}")).Select(e => e!.ToJsonString()), lines.Select(line => JsonNode.Parse(line)!.ToJsonString()));
    }

    private string Path => $"/api/v1/parties/{_talks.Id("upland")}/replay";

    private async Task<JsonArray> EventsAsync(string query) => (await _talks.Api.GetAsync($"{Path}?{query}")).Json["events"]!.AsArray();
}
