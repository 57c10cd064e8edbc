using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Server.Store.ReadModels;
using PositionLedger.Server.Store.ReadModels.Cells;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Replays;

/// <summary>Each read model changed by hand, in one row: the replay tells exactly that.</summary>
public sealed class TamperedReadModels(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly Dictionary<string, (string Key, string Column, string Change)> Changes = new()
    {
        ["party"] = ("id", "name", "'Somebody else'"),
        ["membership"] = ("opened_by", "speaks_for", "not speaks_for"),
        ["succession"] = ("party, successor", "kind", "'absorbed'"),
        ["negotiation"] = ("id", "title", "'Another title'"),
        ["negotiation_round"] = ("negotiation, id", "venue", "null"),
        ["issue"] = ("id", "proposition", "'It is not so.'"),
        ["source"] = ("id", "reliability", "'C'"),
        ["source_grade"] = ("opened_by", "reliability", "'C'"),
        ["statement_version"] = ("statement_id, revision", "body", "jsonb_set(body, '{stance}', '\"ambiguous\"')"),
        ["stance_cell"] = ("party, issue", "plain", "not plain"),
        ["stance_period"] = ("party, issue, from_day", "stance", "7"),
        ["stance_voice"] = ("party, issue, statement_id, from_day", "until_day", "'2030-01-01'"),
    };

    private LedgerApp _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", "alaska-2025"));
        await EverySortOfEvent.RecordAsync(Api.Of(_app));
        await SealedLedger.IsSealedAsync(_app);
        var regraded = _app.Host.Services.GetRequiredService<RegradedCells>();
        await regraded.StopAsync(Cancel);
        await regraded.CatchUpAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task With_one_value_changed_are_told_by_table_key_column_and_both_values()
    {
        Assert.Equal(ReadModels.Tables, Changes.Keys.Select(table => $"ledger.{table}"));
        foreach (var (table, (key, column, change)) in Changes)
        {
            var (row, before) = await FirstAsync(table, key, column);
            await RunAsync($"update ledger.{table} t set {column} = {change} where {row}");
            var (_, after) = await FirstAsync(table, key, column, row);
            Assert.NotEqual(before, after);

            var report = await Replayed.WholeAsync(Api.Of(_app));

            Assert.Equal([$"{table} | {await KeyAsync(table, key, row)} | {column} | {after} | {before}"], Replayed.Lines(report));
            await OneDiffersAsync(report, table);
        }
    }

    [Fact]
    public async Task With_a_row_missing_are_told_with_the_row_that_the_events_say()
    {
        foreach (var (table, (key, _, _)) in Changes)
        {
            var (row, whole) = await FirstAsync(table, key, "to_jsonb(t)");
            var id = await KeyAsync(table, key, row);
            await RunAsync($"delete from ledger.{table} t where {row}");

            var report = await Replayed.WholeAsync(Api.Of(_app));

            Assert.Equal([$"{table} | {id} | - | - | {whole}"], Replayed.Lines(report));
            await OneDiffersAsync(report, table);
        }
    }

    [Fact]
    public async Task With_a_row_that_no_event_says_are_told_with_that_row()
    {
        foreach (var (table, (key, _, _)) in Changes)
        {
            // The first part of the key is another.
            var part = key.Split(',')[0];
            var forged = part is "statement_id" or "opened_by" ? "\"00000000-0000-0000-0000-000000000000\"" : "\"-forged\"";
            // And so is what is unique besides.
            var more = table switch { "membership" => """{ "bloc": "-forged" }""", "source_grade" => """{ "version": 7 }""", _ => """{ "key": null }""" };
            await RunAsync($"""
                insert into ledger.{table} select (jsonb_populate_record(t, jsonb_build_object('{part}', '{forged}'::jsonb) || '{more}')).*
                from ledger.{table} t order by {key} limit 1
                """);
            var row = $"t.{part} = '{forged.Trim('"')}'";
            var (_, whole) = await FirstAsync(table, key, "to_jsonb(t)", row);

            var report = await Replayed.WholeAsync(Api.Of(_app));

            Assert.Equal([$"{table} | {await KeyAsync(table, key, row)} | - | {whole} | -"], Replayed.Lines(report));
            await OneDiffersAsync(report, table);
        }
    }

    [Fact]
    public async Task Are_told_at_an_earlier_size_too_and_forged_rows_do_not_hide_behind_it()
    {
        await RunAsync("""
            insert into ledger.source_grade (opened_by, source, version, reliability, recorded_at) select gen_random_uuid(), '-forged', 1, 'A', now();
            update ledger.issue set title = 'Another' where id = (select min(id) from ledger.issue);
            update ledger.statement_version set closed_by = gen_random_uuid() where (statement_id, revision) = (
              select v.statement_id, v.revision from ledger.statement_version v join ledger.leaf l on l.event_id = v.opened_by
              where v.closed_by is null order by l.leaf_index limit 1)
            """);
        var size = await SealedLedger.IsSealedAsync(_app);

        var report = await Replayed.WholeAsync(Api.Of(_app), size - 1);

        Assert.Equal(["issue title", "source_grade -", "statement_version closed_by"],
            Replayed.Lines(report).Select(line => line.Split(" | ")).Select(parts => $"{parts[0]} {parts[2]}"));
    }

    [Fact]
    public async Task Are_told_a_hundred_times_and_counted_beyond()
    {
        for (var i = 0; i < 70; i++)
            await Given.Created(Api.Of(_app).PostAsync("/api/v1/parties", new { id = $"one-of-many-{i:00}", name = "One", kind = "state" }));
        await RunAsync("update ledger.party set name = 'Two', kind = 'bloc' where id like 'one-of-many-%'; delete from ledger.membership");
        var memberships = Replayed.Tables(await Replayed.WholeAsync(Api.Of(_app)))["membership"]["rows"]!.GetValue<int>();

        var report = await Replayed.WholeAsync(Api.Of(_app));

        Assert.Equal("different", report["result"]!.GetValue<string>());
        Assert.Equal((70, memberships), (Replayed.Tables(report)["party"]["differing"]!.GetValue<int>(), Replayed.Tables(report)["membership"]["differing"]!.GetValue<int>()));
        Assert.Equal(100, Replayed.Lines(report).Length);
        Assert.All(Replayed.Lines(report).Take(2), line => Assert.StartsWith("party | one-of-many-00 |", line, StringComparison.Ordinal));
    }

    // The others count none; and nothing of it is left for the next one.
    private async Task OneDiffersAsync(System.Text.Json.Nodes.JsonNode report, string name)
    {
        Assert.Equal("different", report["result"]!.GetValue<string>());
        Assert.All(Replayed.Tables(report), table => Assert.Equal(table.Key == name ? 1 : 0, table.Value["differing"]!.GetValue<int>()));
        await _app.Host.Services.GetRequiredService<ReadModels>().RebuildAsync(Cancel);
    }

    private Task RunAsync(string sql) => Sql.RunAsync(_app.ConnectionString, sql);

    /// <returns>What finds the row again, and a value of it as the report would write it.</returns>
    private async Task<(string Row, string Value)> FirstAsync(string table, string key, string column, string? row = null)
    {
        row ??= await Sql.AskAsync<string>(_app.ConnectionString, $"""
            select '({key}) = (' || concat_ws(', ', {string.Join(", ", key.Split(", ").Select(part => $"quote_literal({part})"))}) || ')'
            from ledger.{table} order by {key} limit 1
            """);
        var value = await Sql.AskAsync<string>(_app.ConnectionString, $"select coalesce(to_jsonb({column})::text, '-') from ledger.{table} t where {row}");
        return (row, value.Trim('"'));
    }

    private Task<string> KeyAsync(string table, string key, string row) => Sql.AskAsync<string>(
        _app.ConnectionString, $"select concat_ws(' ', {key}) from ledger.{table} t where {row}");
}
