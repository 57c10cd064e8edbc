using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

[Collection(SharedLedger.Name)]
public sealed class AMatrixAsATable(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    public async ValueTask InitializeAsync()
    {
        _talks = await Talks.BeginAsync(Api.Of(app), ["lowland", "upland"], ["aid", "border"]);
        await _talks.SaysAsync("lowland", "aid", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-05/2025-08-11");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Has_a_row_for_each_party_and_a_column_for_each_issue()
    {
        var rows = await RowsAsync("&on=2025-08-11");

        Assert.Equal([$"party,{_talks.Ids("aid", "border")}", $"{_talks.Id("lowland")},accepts,undeclared", $"{_talks.Id("upland")},undeclared,rejects"], rows);
    }

    [Fact]
    public async Task In_its_long_form_has_a_row_for_each_cell_whose_permalink_answers_the_same()
    {
        var rows = await RowsAsync("&on=2025-08-11&form=long");

        Assert.Equal("party,issue,stance,firmness,since,certainty,confidence,permalink", rows[0]);
        Assert.Equal(["accepts,stated,2025-08-01,certain,high", "undeclared,,,certain,", "undeclared,,,certain,", "rejects,stated,2025-08-11,certain,high"],
            rows[1..].Select(row => string.Join(',', row.Split(',')[2..7])));
        foreach (var cells in rows[1..].Select(row => row.Split(',')))
        {
            var answer = await Api.Of(app).GetAsync(cells[7]);
            Assert.Equal((cells[0], cells[1], cells[2], cells[7]),
                ($"{answer.Json["party"]}", $"{answer.Json["issue"]}", $"{answer.Json["stance"]}", $"{answer.Json["permalink"]}"));
        }
    }

    [Fact]
    public async Task Of_an_earlier_ledger_knows_no_more_than_that()
    {
        var size = await SealedLedger.IsSealedAsync(app);

        Assert.Equal(2, (await RowsAsync($"&on=2025-08-11&ledgerSize={size - 1}")).Length);
        Assert.Equal($"party,{_talks.Id("border")}", (await RowsAsync($"&on=2025-08-11&issues={_talks.Id("border")}"))[0]);
    }

    [Theory]
    [InlineData("", "on"), InlineData("&on=2025-08-11&form=tall", "form"), InlineData("&on=2025-08-11&knownAt=now", "knownAt")]
    public async Task Refuses_what_cannot_be_asked(string query, string field)
    {
        var reply = await Api.Of(app).GetAsync($"/api/v1/exports/matrix.csv?negotiation={_talks.Negotiation}{query}");

        Assert.Equal((HttpStatusCode.BadRequest, field), (reply.Status, Assert.Single(reply.Json["errors"]!.AsObject()).Key));
        Assert.Equal("negotiation", Assert.Single((await Api.Of(app).GetAsync("/api/v1/exports/matrix.csv?on=2025-08-11")).Json["errors"]!.AsObject()).Key);
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(app).GetAsync("/api/v1/exports/matrix.csv?on=2025-08-11&negotiation=none")).Status);
    }

    private async Task<string[]> RowsAsync(string query) =>
        (await Export.TextAsync(app, $"matrix.csv?negotiation={_talks.Negotiation}{query}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
