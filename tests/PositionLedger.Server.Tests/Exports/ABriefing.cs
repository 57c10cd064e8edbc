using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

[Collection(SharedLedger.Name)]
public sealed partial class ABriefing(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    public async ValueTask InitializeAsync()
    {
        _talks = await Talks.BeginAsync(Api.Of(app), ["lowland", "midland", "upland"], ["aid", "border"]);
        await Given.Created(Api.Of(app).PostAsync("/api/v1/negotiations", new { id = _talks.Negotiation, title = "Talks | on *tolls*" }));
        await _talks.SaysAsync("lowland", "aid", "accepts", "2025-08-01", statement =>
        {
            statement["quote"]!["text"] = "Yes <b>if</b>\n# [they](https://example.org) leave";
            statement["conditions"] = new JsonArray(new JsonObject { ["text"] = "they | leave" });
        });
        await _talks.SaysAsync("upland", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-05/2025-08-11");
        await _talks.SaysAsync("midland", "border", "accepts", "2025-08-02");
        await _talks.SaysAsync("midland", "border", "rejects", "2025-08-02");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Tells_who_stands_where_with_the_words_their_source_and_grade()
    {
        var text = await TextAsync();

        Assert.StartsWith("# Talks \\| on \\*tolls\\*: who stands where on 2025-08-09\n", text, StringComparison.Ordinal);
        Assert.Contains("| Party | aid | border |\n| --- | --- | --- |\n| lowland | accepts, stated, on conditions | – |\n"
            + "| midland | – | contested |\n| upland | – | accepts, stated ? |\n", text, StringComparison.Ordinal);
        Assert.Contains("## border\n\n> It is so.\n", text, StringComparison.Ordinal);
        Assert.Contains("- **lowland**: accepts, stated, on conditions, since 2025-08-01 ([permalink](", text, StringComparison.Ordinal);
        Assert.Contains("said by A. Speaker, foreign minister for lowland, 2025-08-01; reported by A source\n", text, StringComparison.Ordinal);
        Assert.Contains("Best report: B2; independent origins: 1; confidence: high\n", text, StringComparison.Ordinal);
        Assert.Contains("- Nothing declared: midland, upland\n", text, StringComparison.Ordinal);
        Assert.Contains("## Open conditions\n\n- lowland on aid: they \\| leave\n", text, StringComparison.Ordinal);
        Assert.Contains("## Contested or uncertain\n\n- midland on border: equal voices contradict each other\n"
            + "- upland on border: possible: rejects, accepts\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("What moved", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_what_others_wrote_as_it_is_and_never_as_markup() => Assert.Contains(
        "“Yes \\<b\\>if\\</b\\> \\# \\[they\\]\\(https://example.org\\) leave” (verbatim, en), said by", await TextAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Puts_nothing_between_quotation_marks_that_was_not_said_in_these_words()
    {
        await _talks.SaysAsync("midland", "aid", "accepts", "../2025-08-03", statement =>
            (statement["quote"]!["text"], statement["quote"]!["rendering"]) = ("They seem to agree.", "summary"));

        Assert.Contains("  - They seem to agree. (summary, en), said by A. Speaker, foreign minister for midland, by 2025-08-03;", await TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_what_moved_since_a_day_that_is_named()
    {
        Assert.Contains("## What moved since 2025-08-01\n\n- 2025-08-11, upland on border: moved towards rejection by 4\n",
            (await TextAsync("&sinceOn=2025-08-01&parties=" + _talks.Id("upland"), "2025-08-11")), StringComparison.Ordinal);
        Assert.Contains("## What moved since 2025-08-09\n\nNone.\n", await TextAsync("&sinceOn=2025-08-09"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_permalinks_that_answer_what_it_tells()
    {
        string[] links = [.. Permalink().Matches(await TextAsync()).Select(match => match.Value)];

        Assert.Equal(4, links.Length);
        foreach (var link in links)
            Assert.Equal(link, $"{(await Api.Of(app).GetAsync(link)).Json["permalink"]}");
    }

    [Fact]
    public async Task Of_an_earlier_ledger_calls_everybody_as_they_were_called_then()
    {
        var (size, before) = (await SealedLedger.IsSealedAsync(app), await TextAsync());
        await Api.Of(app).SendAsync(HttpMethod.Patch, $"/api/v1/parties/{_talks.Id("upland")}", Api.Json(new { name = "Highland" }));

        Assert.Contains("| Highland |", await TextAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await TextAsync($"&ledgerSize={size}"));
    }

    [Theory]
    [InlineData("on=2025-08-09", "negotiation"), InlineData("negotiation=talks", "on"), InlineData("negotiation=talks&on=2025-08-09&sinceOn=2025-08-10", "sinceOn")]
    public async Task Refuses_what_cannot_be_asked(string query, string field)
    {
        var reply = await Api.Of(app).GetAsync($"/api/v1/exports/briefing.md?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, field), (reply.Status, Assert.Single(reply.Json["errors"]!.AsObject()).Key));
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(app).GetAsync("/api/v1/exports/briefing.md?negotiation=none&on=2025-08-09")).Status);
    }

    private Task<string> TextAsync(string more = "", string on = "2025-08-09") =>
        Export.TextAsync(app, $"briefing.md?negotiation={_talks.Negotiation}&on={on}{more}");

    [GeneratedRegex(@"/api/v1/[^)`\s]+")]
    private static partial Regex Permalink();
}
