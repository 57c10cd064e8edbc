using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Samples;

/// <summary>The sample's second file, sent call by call: the record changes, and where it should the answer with it.</summary>
public sealed class TheDemonstrationAmendments(TestPostgres postgres) : IAsyncLifetime
{
    private LedgerApp _app = null!;
    private Sample _sample = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", Sample.Name));
        _sample = new(Api.Of(_app));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Go_through_in_order_and_lead_to_the_answers_they_are_there_for()
    {
        await SendUpToAsync("C2");
        Assert.Equal("rejects redLine by article-15", await _sample.CellAsync("ukraine", "cede-territory", "2025-08-09"));
        Assert.Equal("moderate · principal · verbatimTranslated · B2 · 1",
            Sample.Confidence(await _sample.StanceAsync("ukraine", "cede-territory", "2025-08-09")));

        await SendUpToAsync("C6");
        foreach (var day in (string[])["2025-08-08", "2025-08-09"])
            Assert.StartsWith("leansFor stated by demo-c6", await _sample.CellAsync("united-states", "territorial-swaps", day), StringComparison.Ordinal);

        await SendUpToAsync("C9");
        Assert.Equal(Sample.Amendments.Count, _sent);
        Assert.Equal("undeclared; signals: accepts (doubtfulReports)",
            await _sample.CellAsync("united-states", "ukrainian-legal-approval", "2025-08-09"));
        Assert.Equal("rejects redLine by article-15; signals: rejects (doubtfulReports)",
            await _sample.CellAsync("ukraine", "cede-territory", "2025-08-09"));
        Assert.Equal("accepts stated by article-7; signals: accepts (doubtfulReports)",
            await _sample.CellAsync("united-kingdom", "hold-uk-talks", "2025-08-09"));
        Assert.StartsWith("leansFor stated by demo-c6", await _sample.CellAsync("united-states", "territorial-swaps", "2025-08-09"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retracted_duplicate_changes_no_answer()
    {
        var before = await AnswerAsync();

        var reply = await _sample.SendAsync(new("", "/api/v1/statements/{ukraine/article-16}/retractions", """{"reason": "the same words as row 15"}"""));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(before, await AnswerAsync());
    }

    private async Task<string> AnswerAsync()
    {
        var stance = (JsonObject)await _sample.StanceAsync("ukraine", "cede-territory", "2025-08-09");
        stance.Remove("ledger");
        stance.Remove("permalink");
        return stance.ToJsonString();
    }

    private async Task SendUpToAsync(string last)
    {
        for (var passed = false; _sent < Sample.Amendments.Count; _sent++)
        {
            var amendment = Sample.Amendments[_sent];
            passed |= amendment.Of == last;
            if (passed && amendment.Of != last)
                return;

            var reply = await _sample.SendAsync(amendment);
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{amendment.Of} {amendment.Path}: {reply.Text}");
        }
    }
}
