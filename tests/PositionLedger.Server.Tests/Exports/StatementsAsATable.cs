using System.Text.Json.Nodes;
using CsCheck;
using PositionLedger.Server.Exports;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

[Collection(SharedLedger.Name)]
public sealed class StatementsAsATable(LedgerApp app) : IAsyncLifetime
{
    private const string Header = "key,party,issue,kind,stance,firmness,saidOn,effectiveUntil,refersTo,denies,speaker,role,authority,quote,language,rendering,"
        + "originalQuote,originalLanguage,attribution,source,url,publishedOn,credibility,chain,root";

    private Cell _cell = null!;

    public async ValueTask InitializeAsync() => _cell = await Given.CellAsync(Api.Of(app));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Have_every_column_of_a_file_that_can_be_imported()
    {
        var statement = _cell.Statement(key: "first", saidOn: "2025-08-05/2025-08-11", quote: "One, \"two\"\nthree");
        statement["effectiveUntil"] = "2025-12-31";
        statement["quote"] = new JsonObject
        {
            ["text"] = "One, \"two\"\nthree", ["language"] = "en", ["rendering"] = "verbatimTranslated", ["original"] = new JsonObject { ["text"] = "Раз", ["language"] = "uk" },
        };
        statement["report"] = new JsonObject
        {
            ["source"] = _cell.Source, ["url"] = "https://example.org/1", ["publishedOn"] = "2025-08-12", ["credibility"] = 3,
            ["chain"] = new JsonArray("a", "b"), ["root"] = "b",
        };
        await _cell.RecordAsync(statement);

        Assert.Equal([Header, $"first,{_cell.Party},{_cell.Issue},position,rejects,stated,2025-08-05/2025-08-11,2025-12-31,,,A. Speaker,foreign minister,principal,"
            + $"\"One, \"\"two\"\"\nthree\",en,verbatimTranslated,Раз,uk,namedOnRecord,{_cell.Source},https://example.org/1,2025-08-12,3,a>b,b"], await RowsAsync());
    }

    [Fact]
    public async Task Are_as_they_stand_at_the_size_without_those_retracted()
    {
        var path = await _cell.RecordAsync(_cell.Statement(quote: "Words"));
        var before = await SealedLedger.IsSealedAsync(app);
        await _cell.Api.PostAsync($"{path}/corrections", new { reason = "r", stance = "accepts" }, ("If-Match", "*"));
        var corrected = await SealedLedger.IsSealedAsync(app);
        await _cell.Api.PostAsync($"{path}/retractions", new { reason = "r" }, ("If-Match", "*"));

        Assert.Equal(["rejects"], await StancesAsync($"&ledgerSize={before}"));
        Assert.Equal(["accepts"], await StancesAsync($"&ledgerSize={corrected}"));
        Assert.Empty(await StancesAsync(""));
        Assert.Empty(await StancesAsync($"&ledgerSize={before - 1}"));
    }

    [Fact]
    public async Task Name_what_they_refer_to_by_its_key_or_by_its_id_where_it_has_none()
    {
        var keyless = Jointly.IdOf(await _cell.RecordAsync(_cell.Statement(quote: "1", saidOn: "2025-08-01")));
        var keyed = Jointly.IdOf(await _cell.RecordAsync(_cell.Statement(quote: "2", saidOn: "2025-08-01", key: "a-key")));
        foreach (var id in (string[])[keyless, keyed])
        {
            var statement = _cell.Statement(quote: $"on {id}");
            (statement["kind"], statement["refersTo"]) = ("clarification", id);
            await _cell.RecordAsync(statement);
        }

        Assert.Equal(["", "", keyless, "a-key"], await ColumnAsync("refersTo"));
    }

    [Fact]
    public async Task Show_the_first_report_that_was_not_taken_off()
    {
        var path = await _cell.RecordAsync();
        await Given.Created(_cell.Api.PostAsync($"{path}/reports", new { source = _cell.Source, root = "second" }));
        await _cell.Api.PostAsync($"{path}/reports/1/retractions", new { reason = "r" });

        Assert.Equal(["second"], await ColumnAsync("root"));
    }

    [Theory]
    [InlineData("=HYPERLINK(A1)"), InlineData("+1"), InlineData("-1"), InlineData("@SUM(1)"), InlineData("\t=1"), InlineData("'=1"), InlineData("''-1")]
    public async Task Hold_nothing_that_a_spreadsheet_takes_for_a_formula(string quote)
    {
        await _cell.RecordAsync(_cell.Statement(quote: quote));

        var cell = Assert.Single(await ColumnAsync("quote"));

        Assert.Equal(("'" + quote, quote), (cell, CsvCell.TextOf(cell)));
    }

    [Fact]
    public void Come_back_as_they_were() => Gen.String[Gen.Char["'=+-@\t\ra "], 0, 6]
        .Sample(text => CsvCell.TextOf(CsvCell.Of(text)) == text && CsvCell.Of(text) is not ['=' or '+' or '-' or '@' or '\t' or '\r', ..]);

    [Fact]
    public async Task Say_in_a_header_what_they_leave_out()
    {
        await SealedLedger.IsSealedAsync(app);
        var reply = await Api.Of(app).GetAsync($"/api/v1/exports/statements.csv?party={_cell.Party}");

        Assert.Equal("text/csv", reply.ContentType);
        Assert.Contains("conditions", Assert.Single(reply.Headers.GetValues("Ledger-Leaves-Out")), StringComparison.Ordinal);
    }

    private async Task<string[]> RowsAsync(string more = "") =>
        (await Export.TextAsync(app, $"statements.csv?party={_cell.Party}{more}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private async Task<string[]> StancesAsync(string more) => [.. (await RowsAsync(more)).Skip(1).Select(row => row.Split(',')[4])];

    private async Task<string[]> ColumnAsync(string name)
    {
        var at = Array.IndexOf(Header.Split(','), name);
        return [.. (await RowsAsync()).Skip(1).Select(row => row.Split(',')[at].Trim('"'))];
    }
}
