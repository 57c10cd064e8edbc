using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

[Collection(SharedLedger.Name)]
public sealed class StatementsAsParquet(LedgerApp app) : IAsyncLifetime
{
    private Cell _cell = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cell = await Given.CellAsync(Api.Of(app));
        var statement = _cell.Statement(key: "first", saidOn: "2025-08-05/2025-08-11", quote: "=1+1, слово");
        statement["effectiveUntil"] = "2025-12-31";
        await _cell.RecordAsync(statement);
        statement = _cell.Statement(saidOn: "../2025-08-09");
        statement["report"] = new JsonObject { ["source"] = _cell.Source };
        await _cell.RecordAsync(statement);
        await SealedLedger.IsSealedAsync(app);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Have_dates_as_dates_numbers_as_numbers_and_texts_as_they_are()
    {
        await using var file = await ReadAsync($"?party={_cell.Party}");

        Assert.Equal(["first", null], await TextsAsync(file, "key"));
        Assert.Equal(["=1+1, слово", "We will not."], await TextsAsync(file, "quote"));
        Assert.Equal(["2025-08-05/2025-08-11", "../2025-08-09"], await TextsAsync(file, "saidOn"));
        Assert.Equal([new(2025, 12, 31), null], await ValuesAsync<DateOnly>(file, "effectiveUntil"));
        Assert.Equal([new(2025, 8, 5), null], await ValuesAsync<DateOnly>(file, "saidOnEarliest"));
        Assert.Equal([new(2025, 8, 11), new(2025, 8, 9)], await ValuesAsync<DateOnly>(file, "saidOnLatest"));
        Assert.Equal([2, 6], await ValuesAsync<int>(file, "credibility"));
    }

    [Fact]
    public async Task Have_the_columns_of_the_table_and_say_what_has_none()
    {
        await using var file = await ReadAsync($"?party={_cell.Party}");
        var header = (await Export.TextAsync(app, $"statements.csv?party={_cell.Party}")).Split("\r\n")[0];

        Assert.Equal([.. header.Split(','), "saidOnEarliest", "saidOnLatest"], file.Schema.DataFields.Select(field => field.Name));
        Assert.Contains("conditions", file.CustomMetadata["leavesOut"], StringComparison.Ordinal);
        Assert.Equal($"{await SealedLedger.IsSealedAsync(app)}", file.CustomMetadata["ledgerSize"]);
    }

    [Fact]
    public async Task Without_a_row_are_a_file_all_the_same()
    {
        await using var file = await ReadAsync($"?party={_cell.Party}&from=2026-01-01");

        Assert.Equal((0, 27), (file.RowGroupCount, file.Schema.DataFields.Length));
    }

    private async Task<ParquetReader> ReadAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/exports/statements.parquet{query}") { Headers = { { "X-Api-Key", LedgerApp.AdminKey } } };
        using var response = await app.Host.Server.CreateClient().SendAsync(request, Cancel);
        Assert.Equal("application/vnd.apache.parquet", response.Content.Headers.ContentType?.MediaType);
        return await ParquetReader.CreateAsync(
            new MemoryStream(await response.Content.ReadAsByteArrayAsync(Cancel)), new() { UseDateOnlyTypeForDates = true }, cancellationToken: Cancel);
    }

    private static async Task<string?[]> TextsAsync(ParquetReader file, string name)
    {
        var group = Assert.Single(file.RowGroups);
        var texts = new string?[group.RowCount];
        await group.ReadAsync(FieldOf(file, name), texts.AsMemory(), cancellationToken: Cancel);
        return texts;
    }

    private static async Task<T?[]> ValuesAsync<T>(ParquetReader file, string name)
        where T : struct
    {
        var group = Assert.Single(file.RowGroups);
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(FieldOf(file, name), values.AsMemory(), cancellationToken: Cancel);
        return values;
    }

    private static DataField FieldOf(ParquetReader file, string name) => file.Schema.DataFields.Single(field => field.Name == name);
}
