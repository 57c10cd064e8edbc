using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>An event changes answers from its own place in the ledger on, and none that is asked by an earlier knowledge.</summary>
[Collection(SharedLedger.Name)]
public sealed class WhatEachEventChanges(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;
    private string _statement = "";
    private string _ofBloc = "";

    public async ValueTask InitializeAsync()
    {
        _talks = await Talks.BeginAsync(Api.Of(app), ["bloc", "silent", "upland"], ["aid", "border"]);
        _statement = await _talks.SaysAsync("upland", "border", "accepts", "2025-08-01", statement => statement.If("a ceasefire"));
        _ofBloc = await _talks.SaysAsync("bloc", "border", "leansFor", "2025-08-01");
        await _talks.SpeaksForAsync("bloc", "silent", "2025-01-01");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("corrections", """{"reason":"a slip","stance":"rejects"}""", "accepts B2 1 open", "rejects B2 1 open")]
    [InlineData("retractions", """{"reason":"wrong"}""", "accepts B2 1 open", "undeclared")]
    [InlineData("reports", """{"source":"SOURCE","root":"another"}""", "accepts B2 1 open", "accepts B2 2 open")]
    [InlineData("reports/1/assessments", """{"credibility":3,"reason":"seen"}""", "accepts B2 1 open", "accepts B3 1 open")]
    [InlineData("conditions/1/assessments", """{"state":"met","on":"2025-08-02","reason":"signed"}""", "accepts B2 1 open", "accepts B2 1 met")]
    public async Task An_amendment(string how, string body, string before, string after) => await ChangesAsync(
        () => _talks.AmendAsync(_statement, how, body.Replace("SOURCE", _talks.Source, StringComparison.Ordinal)), "upland", before, after);

    [Fact]
    public async Task A_reinstatement()
    {
        await _talks.AmendAsync(_statement, "retractions", new { reason = "wrong" });
        await ChangesAsync(() => _talks.AmendAsync(_statement, "reinstatements", new { reason = "right" }), "upland", "undeclared", "accepts B2 1 open");
    }

    [Fact]
    public async Task A_report_that_is_taken_off()
    {
        await _talks.AmendAsync(_statement, "reports", new { source = _talks.Source, root = "another" });
        await ChangesAsync(
            () => _talks.AmendAsync(_statement, "reports/1/retractions", new { reason = "another statement" }), "upland", "accepts B2 2 open", "accepts B6 1 open");
    }

    [Fact]
    public async Task A_later_statement() =>
        await ChangesAsync(() => _talks.SaysAsync("upland", "border", "rejects", "2025-08-05"), "upland", "accepts B2 1 open", "rejects B2 1");

    [Fact]
    public async Task A_grade_of_a_source() =>
        await ChangesAsync(() => _talks.GradeAsync("E"), "upland", "accepts B2 1 open", "undeclared");

    [Fact]
    public async Task A_grade_that_is_asked_for_while_another_is_derived_anew()
    {
        await _talks.GradeAsync("E");
        await ChangesAsync(() => _talks.GradeAsync("A"), "upland", "undeclared", "accepts A2 1 open");
    }

    [Fact]
    public async Task A_correction_of_what_a_bloc_said() => await ChangesAsync(
        () => _talks.AmendAsync(_ofBloc, "corrections", new { reason = "a slip", stance = "open" }), "silent", "leansFor B2 1", "open B2 1");

    [Fact]
    public async Task A_membership_in_a_bloc_that_spoke()
    {
        await _talks.OpenAsync("late");
        await ChangesAsync(() => _talks.SpeaksForAsync("bloc", "late", "2025-01-01"), "late", "undeclared", "leansFor B2 1");
    }

    [Fact]
    public async Task A_membership_that_takes_the_place_of_another()
    {
        await ChangesAsync(() => _talks.SpeaksForAsync("bloc", "silent", "2025-01-01", until: "2025-07-31"), "silent", "leansFor B2 1", "undeclared");
        await ChangesAsync(() => _talks.SpeaksForAsync("bloc", "silent", "2025-01-01"), "silent", "undeclared", "leansFor B2 1");
    }

    [Fact]
    public async Task A_bloc_that_speaks_no_more()
    {
        await ChangesAsync(() => _talks.SpeaksForAsync("bloc", "silent", "2025-01-01", speaksFor: false), "silent", "leansFor B2 1", "undeclared");
    }

    private async Task ChangesAsync(Func<Task> act, string party, string before, string after)
    {
        var (every, earlier) = (new EveryQuestion(_talks, _statement), await SealedLedger.IsSealedAsync(app));
        var (then, thenNow) = (await every.AskAsync(earlier), await every.AskNowAsync());
        await act();
        var later = await SealedLedger.IsSealedAsync(app);

        Assert.Equal(then, await every.AskAsync(earlier));
        Assert.All(thenNow, now => Assert.Equal(now.Value, EveryQuestion.Bare(then[now.Key])));
        var afterwards = await every.AskAsync(later);
        Assert.All(await every.AskNowAsync(), now => Assert.Equal(now.Value, EveryQuestion.Bare(afterwards[now.Key])));
        Assert.Equal((before, after), (await FaceAsync(party, earlier), await FaceAsync(party, later)));
        Assert.Equal(earlier + 1, later);
        Assert.Equal(before, await FaceAsync(party, later - 1));
    }

    private async Task<string> FaceAsync(string party, long size)
    {
        var answer = await _talks.StanceAsync(party, "border", "2025-08-09", $"&ledgerSize={size}");
        return string.Join(' ', ((JsonNode?[])[answer["stance"], answer["basis"]?["grade"], answer["basis"]?["roots"], answer["conditions"]!.AsArray().SingleOrDefault()?["state"]])
            .Where(part => part is not null));
    }
}
