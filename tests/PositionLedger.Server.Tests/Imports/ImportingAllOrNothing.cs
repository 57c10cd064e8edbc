using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

/// <summary>Files that are only checked, or recorded whole or not at all; larger than what is decided at once.</summary>
public sealed class ImportingAllOrNothing(TestPostgres postgres)
{
    private const int Many = 4_500;

    [Fact]
    public async Task A_dry_run_tells_what_an_import_then_does_and_records_nothing()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        await Imported.RowsAsync(api, [Imported.Row(cell, "before"), Imported.Row(cell, "other", quote: "Other words.")]);
        // The keys come back, the same and not the same, far behind where they were first.
        var rows = Rows(cell, Many).Append(Imported.Row(cell, "before")).Append(Imported.Row(cell, "other")).Append(Row(cell, 1))
            .Append(Imported.Row(cell, "row-2", quote: "Not the same.")).ToArray();
        var events = await EventsAsync(app);

        var dry = await Imported.RowsAsync(api, rows, "?dryRun=true");

        Assert.Equal(events, await EventsAsync(app));
        Assert.Equal(("completed", true, Many + 4), (dry["state"]!.GetValue<string>(), dry["dryRun"]!.GetValue<bool>(), dry["read"]!.GetValue<int>()));
        var real = await Imported.RowsAsync(api, rows);
        Assert.Equal((Many, 2, 2), Imported.Counts(dry));
        Assert.Equal(Imported.Counts(real), Imported.Counts(dry));
        Assert.Equal(Imported.Refusals(real), Imported.Refusals(dry));
        Assert.Equal([$"{Many + 3} key key-conflict", $"{Many + 5} key key-conflict"], Imported.Refusals(dry));
        Assert.Equal(0, await Sql.AskAsync<long>(app.ConnectionString, "select (select count(*) from ledger.import_statement) + (select count(*) from ledger.import_block)"));
    }

    [Fact]
    public async Task All_or_nothing_records_nothing_when_one_line_is_refused_and_everything_when_none_is()
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        var events = await EventsAsync(app);

        var refused = await Imported.RowsAsync(api, Rows(cell, Many).Append(Imported.Row(cell, "last", stance: "perhaps")), "?atomic=true");
        Assert.Equal(("failed", events), (refused["state"]!.GetValue<string>(), await EventsAsync(app)));
        Assert.Equal([$"{Many + 2} stance invalid-request"], Imported.Refusals(refused));
        Assert.Equal("1 lines can't be recorded, and all or none were asked for: nothing was recorded.", refused["why"]!.GetValue<string>());

        var whole = await Imported.RowsAsync(api, Rows(cell, Many), "?atomic=true");
        Assert.Equal(("completed", events + Many), (whole["state"]!.GetValue<string>(), await EventsAsync(app)));
        Assert.Equal((Many, 0, 0), Imported.Counts(whole));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?atomic=true")]
    public async Task A_line_may_refer_to_another_by_its_key_wherever_that_stands(string query)
    {
        await using var app = await LedgerApp.StartAsync(postgres);
        var (api, cell) = (Api.Of(app), await Given.CellAsync(Api.Of(app)));
        var file = string.Join('\n',
        [
            Imported.Header + ",refersTo,denies", .. Rows(cell, Many).Select(row => row + ",,"),
            Imported.Row(cell, "near", "", "2025-09-01").Replace("position", "withdrawal", StringComparison.Ordinal) + ",row-4400,",
            Imported.Row(cell, "far", "", "2025-09-02").Replace("position", "denial", StringComparison.Ordinal) + ",row-1,content",
            Imported.Row(cell, "nowhere", "", "2025-09-03").Replace("position", "withdrawal", StringComparison.Ordinal) + ",no-such-key,",
        ]);

        var report = await Imported.FileAsync(api, file, Imported.Csv, query);

        Assert.Equal([$"{Many + 4} refersTo unknown-statement"], Imported.Refusals(report));
        var recorded = query.Length == 0 ? 2 : 0;
        Assert.Equal(recorded, await Sql.AskAsync<long>(app.ConnectionString, """
            select count(*) from ledger.statement_version v join ledger.statement_version t on t.statement_id = (v.body->>'refersTo')::uuid
            where (v.key, t.key) in (('near', 'row-4400'), ('far', 'row-1'))
            """));
    }

    private static IEnumerable<string> Rows(Cell cell, int count) => Enumerable.Range(1, count).Select(i => Row(cell, i));

    private static string Row(Cell cell, int i) => Imported.Row(cell, $"row-{i}", i % 2 == 0 ? "rejects" : "accepts", $"2025-{i % 8 + 1:00}-{i % 28 + 1:00}");

    private static Task<long> EventsAsync(LedgerApp app) => Sql.AskAsync<long>(app.ConnectionString, "select count(*) from ledger.mt_events");
}
