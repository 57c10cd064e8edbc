using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>A bloc's word counts for a member that declared none, flagged so, in every question and on its days.</summary>
[Collection(SharedLedger.Name)]
public sealed class BlocsSpeak(LedgerApp app) : IAsyncLifetime
{
    private const string ViaBloc = "member border accepts viaBloc";

    private Talks _talks = null!;

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync(Api.Of(app), ["bloc", "league", "member"], ["border"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("authority-first/1"), InlineData("latest-first/1")]
    public async Task For_a_member_that_declared_nothing_in_every_question(string policy)
    {
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        var said = await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        var by = $"&policy={policy}";

        var stance = await _talks.StanceAsync("member", "border", "2025-08-09", by);
        var history = await _talks.HistoryAsync("member", "border", $"?policy={policy}");
        var changes = await _talks.ChangesAsync("2025-07-31", "2025-08-01", by);

        Assert.Equal((ViaBloc, said, "2025-08-01"), (Cell(stance), $"{stance["governedBy"]}", $"{stance["since"]}"));
        Assert.Equal([ViaBloc], Cells((await _talks.PartyAsync("member", "2025-08-09", by))["stances"]));
        Assert.Equal(["bloc border accepts", ViaBloc], Cells((await _talks.MatrixAsync("2025-08-09", by))["cells"]));
        Assert.Equal(["bloc border accepts", ViaBloc],
            Cells((await _talks.OverlapAsync("border", "2025-08-09", $"&parties={_talks.Ids("bloc", "member")}{by}"))["stances"]));
        Assert.Equal(["2025-08-01 accepts viaBloc"], _talks.Lines(history["periods"], "from", "until", "stance", "flags"));
        Assert.Equal(["2025-08-01 firstStated accepts"], _talks.Lines(history["shifts"], "on", "kind", "after"));
        Assert.Equal([$"bloc border firstStated {said}", $"member border firstStated {said}"],
            _talks.Lines(changes["shifts"], "party", "issue", "kind", "statement"));
    }

    [Fact]
    public async Task And_the_explanation_says_whose_word_it_is()
    {
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");

        var why = await _talks.AskAsync($"/api/v1/parties/{_talks.Id("member")}/stances/{_talks.Id("border")}/explanation?on=2025-08-09");

        Assert.Equal(["bloc governs"], _talks.Lines(why["considered"], "party", "step"));
    }

    [Fact]
    public async Task But_its_own_declared_word_wins_from_its_day_and_an_indicated_one_does_not()
    {
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("member", "border", "rejects", "2025-08-03", statement => statement["attribution"] = "leak");
        await _talks.SaysAsync("member", "border", "open", "2025-08-05");

        Assert.Equal([ViaBloc, "member border open"], [await CellAsync("2025-08-04"), await CellAsync("2025-08-05")]);
        Assert.Equal(["2025-08-01 firstStated", "2025-08-05 opened"],
            _talks.Lines((await _talks.HistoryAsync("member", "border"))["shifts"], "on", "kind"));
        Assert.Equal(["member border open"],
            Cells((await _talks.MatrixAsync("2025-08-05", $"&parties={_talks.Id("member")}"))["cells"]));
    }

    [Fact]
    public async Task Only_while_the_membership_lasts()
    {
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SpeaksForAsync("bloc", "member", "2025-08-05", until: "2025-08-10");

        string[] days = ["2025-08-04", "2025-08-05", "2025-08-10", "2025-08-11"];
        string[] expected = ["member border undeclared", ViaBloc, ViaBloc, "member border undeclared"];

        Assert.Equal(expected, await Task.WhenAll(days.Select(CellAsync)));
        foreach (var (day, cell) in days.Zip(expected))
        {
            Assert.Equal([cell], Cells((await _talks.PartyAsync("member", day))["stances"]));
            Assert.Equal(cell, Cells((await _talks.MatrixAsync(day))["cells"])[1]);
        }

        Assert.Equal(["2025-08-05 firstStated accepts", "2025-08-11 disowned undeclared"],
            _talks.Lines((await _talks.HistoryAsync("member", "border"))["shifts"], "on", "kind", "after"));
        Assert.Equal(["member firstStated"], await ChangesAsync("2025-08-04", "2025-08-05"));
        Assert.Empty(await ChangesAsync("2025-08-05", "2025-08-10"));
        Assert.Equal(["member disowned"], await ChangesAsync("2025-08-10", "2025-08-11"));
    }

    [Fact]
    public async Task No_longer_when_a_later_membership_says_that_it_does_not()
    {
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        await _talks.SpeaksForAsync("bloc", "member", "2025-08-10", speaksFor: false);

        Assert.Equal([ViaBloc, "member border undeclared"], [await CellAsync("2025-08-09"), await CellAsync("2025-08-10")]);
        Assert.Equal(["2025-08-01 firstStated", "2025-08-10 disowned"],
            _talks.Lines((await _talks.HistoryAsync("member", "border"))["shifts"], "on", "kind"));
        Assert.Equal(["member disowned"], await ChangesAsync("2025-08-09", "2025-08-10"));
    }

    [Fact]
    public async Task Together_and_what_only_their_pool_tells_is_a_change_too()
    {
        await _talks.SpeaksForAsync("bloc", "member", "2024-01-01");
        await _talks.SpeaksForAsync("league", "member", "2024-01-01");
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-01-01");
        await _talks.SaysAsync("league", "border", "accepts", "2025-05-01", statement => statement.By("mandated"));
        // More than half a year after the bloc's principal, and less than that after the league's own mandated voice.
        await _talks.SaysAsync("league", "border", "rejects", "2025-07-10", statement => statement.By("office"));

        Assert.Equal(["2025-01-01 firstStated", "2025-07-10 reversed"],
            _talks.Lines((await _talks.HistoryAsync("member", "border"))["shifts"], "on", "kind"));
        Assert.Equal(["member reversed"], await ChangesAsync("2025-07-09", "2025-07-10"));
    }

    [Fact]
    public async Task Never_when_nobody_said_that_it_does()
    {
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01", speaksFor: false);

        Assert.Equal("member border undeclared", await CellAsync("2025-08-09"));
        Assert.Empty((await _talks.PartyAsync("member", "2025-08-09"))["stances"]!.AsArray());
        Assert.Equal(["bloc"], _talks.Lines((await _talks.MatrixAsync("2025-08-09"))["cells"], "party"));
    }

    [Fact]
    public async Task And_to_record_that_later_revises_the_record_where_it_tells_of_days_before()
    {
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01", speaksFor: false);

        var history = await _talks.HistoryAsync("member", "border");

        Assert.Equal(["backfilled", "stanceRevised", "backfilled", "stanceRevised"], _talks.Lines(history["revisions"], "kind"));
        Assert.Empty(history["shifts"]!.AsArray());
    }

    private async Task<string> CellAsync(string on) => Cell(await _talks.StanceAsync("member", "border", on));

    private async Task<string[]> ChangesAsync(string since, string on) =>
        _talks.Lines((await _talks.ChangesAsync(since, on))["shifts"], "party", "kind");

    private string Cell(JsonNode stance) => Cells(new JsonArray(stance))[0];

    private string[] Cells(JsonNode? stances) => _talks.Lines(stances, "party", "issue", "stance", "flags");
}
