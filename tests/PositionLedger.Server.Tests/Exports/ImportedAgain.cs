using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Imports;
using PositionLedger.Server.Tests.Samples;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

/// <summary>What was exported is imported into an empty ledger.</summary>
public sealed class ImportedAgain(TestPostgres postgres) : IAsyncLifetime
{
    private LedgerApp _first = null!;
    private LedgerApp _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", Sample.Name));
        _second = await LedgerApp.StartAsync(postgres);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Lines_make_the_same_ledger_with_the_same_ids_and_a_second_time_change_nothing()
    {
        await EverySortOfEvent.RecordAsync(Api.Of(_first));
        await MoreEvents.RecordAsync(await Given.CellAsync(Api.Of(_first)));
        var sample = new Sample(Api.Of(_first));
        foreach (var amendment in Sample.Amendments)
            await sample.SendAsync(amendment);
        var lines = await Export.LinesAsync(_first);

        var report = await ImportAsync(string.Concat(lines.Select(line => $"{line}\n")), Imported.Ndjson);
        var again = await ImportAsync(string.Concat(lines.Select(line => $"{line}\n")), Imported.Ndjson);

        Assert.Equal((lines.Length, 0), ((int)report["recorded"]!, (int)again["recorded"]!));
        Assert.Equal((0, lines.Length), ((int)report["unchanged"]!, (int)again["unchanged"]!));
        Assert.Equal(lines.Order(StringComparer.Ordinal), (await Export.LinesAsync(_second)).Order(StringComparer.Ordinal));
        var statements = Export.StatementIds(lines);
        Assert.Equal(await AllAnswers.OfAsync(Api.Of(_first), statements), await AllAnswers.OfAsync(Api.Of(_second), statements));
    }

    [Fact]
    public async Task Rows_make_the_same_rows_where_there_is_the_reference_data()
    {
        var cell = await Given.CellAsync(Api.Of(_first));
        await cell.RecordAsync(cell.Statement(quote: "=1+1, \"two\"\r\nlines"));
        await cell.RecordAsync(cell.Statement(quote: "'=quoted, before", key: "target"));
        var lines = await Export.LinesAsync(_first, $"?party={cell.Party}&to=1900-01-01");
        await ImportAsync(string.Concat(lines.Select(line => $"{line}\n")), Imported.Ndjson);
        var rows = await Export.TextAsync(_first, "statements.csv");

        var report = await ImportAsync(rows, Imported.Csv);

        Assert.Equal(Export.StatementIds(await Export.LinesAsync(_first)).Length, (int)report["recorded"]!);
        Assert.Equal(rows, await Export.TextAsync(_second, "statements.csv"));
    }

    private async Task<JsonNode> ImportAsync(string file, string type)
    {
        var report = await Imported.FileAsync(Api.Of(_second), file, type);
        Assert.True($"{report["state"]}" == "completed" && (int)report["refused"]! == 0, report.ToJsonString());
        return report;
    }
}
