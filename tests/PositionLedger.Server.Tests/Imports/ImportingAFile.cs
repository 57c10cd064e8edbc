using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Imports;

[Collection(SharedLedger.Name)]
public sealed class ImportingAFile(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);

    [Fact]
    public async Task Records_each_row_of_csv_and_the_same_file_again_changes_nothing()
    {
        var cell = await Given.CellAsync(_api);
        string[] rows = [Imported.Row(cell, "a", "rejects", "2025-08-01"), Imported.Row(cell, "b", "accepts", "2025-08-20", "\"Well, yes: \"\"we will\"\".\"")];

        var first = await Imported.RowsAsync(_api, rows);
        var again = await Imported.RowsAsync(_api, rows);

        Assert.Equal(("completed", (2, 0, 0)), (first["state"]!.GetValue<string>(), Imported.Counts(first)));
        Assert.Equal((0, 2, 0), Imported.Counts(again));
        var stance = (await _api.GetAsync(cell.StancePath("2025-08-20"))).Json;
        Assert.Equal("accepts", stance["stance"]!.GetValue<string>());
        var statement = (await _api.GetAsync($"/api/v1/statements/{stance["governedBy"]}")).Json;
        Assert.Equal(("b", "Well, yes: \"we will\"."), (statement["key"]!.GetValue<string>(), statement["quote"]!["text"]!.GetValue<string>()));
        Assert.Equal(("key:administrator", 2, 2), (first["recordedBy"]!.GetValue<string>(), first["lines"]!.GetValue<int>(), first["read"]!.GetValue<int>()));
        Assert.NotNull(first["finishedAt"]);
    }

    [Fact]
    public async Task Takes_for_a_column_that_is_missing_the_value_that_was_given_for_all_lines()
    {
        var cell = await Given.CellAsync(_api);
        var query = $"?issue={cell.Issue}&source={cell.Source}&kind=formalAct&firmness=committed&authority=mandated&attribution=document"
            + "&rendering=verbatim&credibility=2&chain=un-digital-library>un&root=un";
        var file = $"key,party,stance,saidOn,speaker,quote,url\nvote-1,{cell.Party},accepts,1946-01-25,AUSTRALIA,Voted yes,https://example.org/1\n";

        var report = await Imported.FileAsync(_api, file, Imported.Csv, query);

        Assert.Equal((1, 0, 0), Imported.Counts(report));
        var stance = (await _api.GetAsync(cell.StancePath("1946-01-25"))).Json;
        var statement = (await _api.GetAsync($"/api/v1/statements/{stance["governedBy"]}")).Json;
        Assert.Equal(("formalAct", "committed", "document"),
            (statement["kind"]!.GetValue<string>(), statement["firmness"]!.GetValue<string>(), statement["attribution"]!.GetValue<string>()));
        Assert.Equal("""{"source":"SOURCE","url":"https://example.org/1","chain":["un-digital-library","un"],"root":"un","credibility":2}""".Replace("SOURCE", cell.Source, StringComparison.Ordinal),
            JsonSerializer(statement["reports"]![0]!));
        Assert.Equal("AUSTRALIA", statement["speaker"]!["name"]!.GetValue<string>());

        var lines = new JsonObject { ["key"] = "vote-2", ["party"] = cell.Party, ["stance"] = "rejects", ["saidOn"] = "1946-01-26", ["quote"] = new JsonObject { ["text"] = "Voted no" } };
        Assert.Equal((1, 0, 0), Imported.Counts(await Imported.LinesAsync(_api, [lines], query)));
        Assert.Equal("rejects", (await _api.GetAsync(cell.StancePath("1946-01-26"))).Json["stance"]!.GetValue<string>());
    }

    [Fact]
    public async Task Refuses_rows_one_by_one_with_line_column_and_reason_and_records_the_rest()
    {
        var cell = await Given.CellAsync(_api);
        var report = await Imported.RowsAsync(_api,
        [
            Imported.Row(cell, "good"),
            Imported.Row(cell, "bad-word", stance: "maybe"),
            Imported.Row(cell, "two-lines", quote: "\"One.\n\nTwo.\""),
            "",
            Imported.Row(cell, "no-day", saidOn: "2025-02-30"),
            Imported.Row(cell, "tomorrow", saidOn: "2999-01-01"),
            Imported.Row(cell, "good", quote: "Other words."),
            Imported.Row(cell, "cells") + ",more",
            Imported.Row(cell with { Issue = "no-such-issue" }, "unknown"),
            Imported.Row(cell, "also-good", quote: "6\" of snow"),
        ]);

        Assert.Equal((3, 0, 6), Imported.Counts(report));
        Assert.Equal(
        [
            "3 stance invalid-request", "8 saidOn invalid-request", "9 saidOn said-in-the-future", "10 key key-conflict", "11 - wrong-number-of-cells",
            "12 issue unknown-issue",
        ], Imported.Refusals(report));
        Assert.Contains("'maybe' is not one of rejects,", report["refusals"]![0]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
        var all = (await _api.GetAsync($"{report["location"]}/refusals")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(report["refusals"]!.AsArray().Select(refusal => refusal!.ToJsonString()), all.Select(line => JsonNode.Parse(line)!.ToJsonString()));
    }

    [Fact]
    public async Task Takes_windows_line_breaks_a_byte_order_mark_and_gzip()
    {
        var cell = await Given.CellAsync(_api);
        var file = Encoding.UTF8.GetBytes($"\uFEFF{Imported.Header}\r\n{Imported.Row(cell, "é")}\r\n{Imported.Row(cell, "b", quote: "\"Two\r\nlines\"")}");

        var plain = await Imported.SendAsync(_api, file, "text/csv; charset=utf-8");
        Assert.Equal((2, 0, 0), Imported.Counts(await Imported.EndAsync(_api, plain.Headers.Location!.ToString())));
        var zipped = await Imported.SendAsync(_api, Imported.Zipped(file), Imported.Csv);
        Assert.Equal((0, 2, 0), Imported.Counts(await Imported.EndAsync(_api, zipped.Headers.Location!.ToString())));
    }

    [Theory]
    [InlineData("key,party,colour\n", "'colour' is none")]
    [InlineData("key,party,key\n", "'key' twice")]
    [InlineData("", "The file is empty")]
    [InlineData("key,party\n\"never closed,x\n", "Line 2 opens a quotation mark that is never closed")]
    public async Task Refuses_a_file_that_is_no_such_csv_and_keeps_nothing_of_it(string file, string why)
    {
        var reply = await Imported.SendAsync(_api, Encoding.UTF8.GetBytes(file), Imported.Csv);

        Assert.Equal((HttpStatusCode.BadRequest, "unreadable-file"), (reply.Status, reply.Problem));
        Assert.Contains(why, reply.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, await Sql.AskAsync<long>(app.ConnectionString, "select (select count(*) from ledger.import where state = 'staging')"));
    }

    private static string JsonSerializer(JsonNode report) => new JsonObject
    {
        ["source"] = report["source"]!.DeepClone(), ["url"] = report["url"]!.DeepClone(), ["chain"] = report["chain"]!.DeepClone(),
        ["root"] = report["root"]!.DeepClone(), ["credibility"] = report["credibility"]!.DeepClone(),
    }.ToJsonString();
}
