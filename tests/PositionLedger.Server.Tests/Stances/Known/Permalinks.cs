using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>Answers name the address where they stay the same, once all that they rest on is sealed.</summary>
public sealed class Permalinks(TestPostgres postgres) : IAsyncLifetime
{
    private LedgerApp _app = null!;
    private Talks _talks = null!;
    private string _statement = "";

    private Dictionary<string, string> Questions => new()
    {
        ["stance"] = $"parties/{_talks.Id("upland")}/stances/{_talks.Id("border")}?on=2025-08-09",
        ["explanation"] = $"parties/{_talks.Id("upland")}/stances/{_talks.Id("border")}/explanation?on=2025-08-09&policy=latest-first/1",
        ["history"] = $"parties/{_talks.Id("upland")}/stances/{_talks.Id("border")}/history",
        ["party"] = $"parties/{_talks.Id("upland")}/stances?on=2025-08-09&limit=5",
        ["cells"] = $"matrix?parties={_talks.Ids("upland", "bloc")}&on=2025-08-09&issues={_talks.Id("border")}",
        ["overlap"] = $"issues/{_talks.Id("border")}/overlap?parties={_talks.Id("upland")}&on=2025-08-09",
        ["statement"] = $"statements/{_statement}",
        ["matrix"] = $"matrix?negotiation={_talks.Negotiation}&on=2025-08-09",
        ["table"] = $"issues/{_talks.Id("border")}/overlap?on=2025-08-09",
        ["changes"] = $"changes?on=2025-08-09&sinceOn=2025-08-01&negotiation={_talks.Negotiation}&sinceLedgerSize=3",
    };

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres);
        _talks = await Talks.BeginAsync(Api.Of(_app), ["bloc", "lowland", "upland"], ["border"]);
        _statement = await _talks.SaysAsync("upland", "border", "rejects", "2025-08-09");
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-09");
        await _talks.SpeaksForAsync("bloc", "upland", "2025-01-01");
        await Given.Created(_talks.Api.PostAsync("/api/v1/sources", new { id = "uncited", name = "A source", reliability = "B" }));
        await SealedLedger.IsSealedAsync(_app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Lead_to_the_same_answer_which_names_its_own_address()
    {
        foreach (var (name, path) in Questions)
        {
            var now = await AskAsync(path);
            var link = Link(now)!;
            var there = await _talks.Api.GetAsync(link);
            Assert.True(there.Status == HttpStatusCode.OK, $"{name}: {there.Text}");
            Assert.Equal(link, Link(there.Json));
            Assert.Equal(EveryQuestion.Bare(now.ToJsonString()), EveryQuestion.Bare(there.Text));
            Assert.Equal(0, (long)there.Json["ledger"]!["pending"]!);
        }
    }

    [Fact]
    public async Task Give_all_of_the_question_in_one_order()
    {
        var size = await SealedLedger.IsSealedAsync(_app);

        Assert.Equal($"/api/v1/parties/{_talks.Id("upland")}/stances/{_talks.Id("border")}?on=2025-08-09&ledgerSize={size}&policy=authority-first/1&format=1", await LinkAsync("stance"));
        Assert.Equal($"/api/v1/parties/{_talks.Id("upland")}/stances/{_talks.Id("border")}/explanation?on=2025-08-09&ledgerSize={size}&policy=latest-first/1&format=1", await LinkAsync("explanation"));
        Assert.Equal($"/api/v1/parties/{_talks.Id("upland")}/stances/{_talks.Id("border")}/history?ledgerSize={size}&policy=authority-first/1&format=1", await LinkAsync("history"));
        Assert.Equal($"/api/v1/parties/{_talks.Id("upland")}/stances?on=2025-08-09&ledgerSize={size}&policy=authority-first/1&limit=5&format=1", await LinkAsync("party"));
        Assert.Equal($"/api/v1/matrix?on=2025-08-09&ledgerSize={size}&policy=authority-first/1&parties={_talks.Ids("upland", "bloc")}&issues={_talks.Id("border")}&format=1", await LinkAsync("cells"));
        Assert.Equal($"/api/v1/issues/{_talks.Id("border")}/overlap?on=2025-08-09&ledgerSize={size}&policy=authority-first/1&parties={_talks.Id("upland")}&format=1", await LinkAsync("overlap"));
        Assert.Equal($"/api/v1/statements/{_statement}?ledgerSize={size}&format=1", await LinkAsync("statement"));
        Assert.Equal($"/api/v1/matrix?on=2025-08-09&ledgerSize={size}&policy=authority-first/1&negotiation={_talks.Negotiation}&format=1", await LinkAsync("matrix"));
        Assert.Equal($"/api/v1/changes?sinceOn=2025-08-01&on=2025-08-09&sinceLedgerSize=3&ledgerSize={size}&policy=authority-first/1&negotiation={_talks.Negotiation}&format=1", await LinkAsync("changes"));
    }

    [Theory]
    [InlineData("nothing", "cells explanation history overlap party stance statement"), InlineData("statement", ""), InlineData("bloc", ""), InlineData("grade", "statement"), InlineData("membership", "")]
    [InlineData("name", "")]
    public async Task Are_null_while_they_rest_on_an_event_that_is_not_sealed(string act, string linked)
    {
        await using var sealer = await SealedLedger.ConnectAsync(_app);
        await using var holds = await sealer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await SealedLedger.HoldAsync(sealer);
        await _talks.SaysAsync("lowland", "border", "accepts", "2025-08-09", statement => statement["report"]!["source"] = "uncited");
        await ActAsync(act);

        var links = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (name, path) in Questions)
            links.Add(name, await AskAsync(path));

        Assert.All(links.Values, answer => Assert.NotEqual(0, (long)answer["ledger"]!["pending"]!));
        Assert.Equal(linked, string.Join(' ', links.Where(link => Link(link.Value) is not null).Select(link => link.Key)));
        foreach (var answer in links.Values.Where(answer => Link(answer) is not null))
            Assert.Equal(EveryQuestion.Bare(answer.ToJsonString()), EveryQuestion.Bare((await _talks.Api.GetAsync(Link(answer)!)).Text));
    }

    private Task ActAsync(string act) => act switch
    {
        "statement" => _talks.SaysAsync("upland", "border", "open", "2025-08-05"),
        "bloc" => _talks.SaysAsync("bloc", "border", "open", "2025-08-05"),
        "grade" => _talks.GradeAsync("C"),
        "membership" => _talks.SpeaksForAsync("lowland", "upland", "2025-01-01"),
        "name" => _talks.Api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{_talks.Id("upland")}", Api.Json(new { name = "Renamed" })),
        _ => Task.CompletedTask,
    };

    private async Task<string?> LinkAsync(string question) => Link(await AskAsync(Questions[question]));

    private static string? Link(JsonNode answer) => answer["permalink"]?.GetValue<string>();

    private Task<JsonNode> AskAsync(string path) => _talks.AskAsync($"/api/v1/{path}");
}
