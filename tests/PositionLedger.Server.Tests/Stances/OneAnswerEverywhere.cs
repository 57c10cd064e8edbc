using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>What stands on the face of a stance stands there in every question that shows it.</summary>
[Collection(SharedLedger.Name)]
public sealed class OneAnswerEverywhere(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync(Api.Of(app), ["upland"], ["border"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Grows_stale_after_half_a_year_of_silence_and_says_nothing_else()
    {
        await SaysAsync("rejects", "2025-01-01");

        Assert.Equal("rejects stated false certain", await FaceAsync("2025-06-30"));
        Assert.Equal("rejects stated true certain", await FaceAsync("2025-07-01"));
        Assert.Equal(["2025-01-01 rejects"], _talks.Lines((await _talks.HistoryAsync("upland", "border"))["periods"], "from", "until", "stance"));
        Assert.Empty((await _talks.ChangesAsync("2025-06-30", "2025-07-01"))["shifts"]!.AsArray());
    }

    [Fact]
    public async Task Is_kept_fresh_by_a_lower_voice_that_says_the_same()
    {
        await SaysAsync("rejects", "2025-01-01");
        await SaysAsync("rejects", "2025-06-30", statement => statement.By("office"));

        Assert.Equal("rejects stated false certain", await FaceAsync("2025-12-27"));
        Assert.Equal("rejects stated true certain", await FaceAsync("2025-12-28"));
    }

    [Fact]
    public async Task Names_what_else_is_possible_on_a_day_that_is_not_known_exactly()
    {
        await SaysAsync("accepts", "2025-08-01");
        await SaysAsync("rejects", "2025-08-05/2025-08-11");

        Assert.Equal("accepts stated false certain", await FaceAsync("2025-08-04"));
        Assert.Equal("accepts stated false uncertain", await FaceAsync("2025-08-05"));
        Assert.Equal("rejects stated false certain", await FaceAsync("2025-08-11"));
        Assert.Equal(["2025-08-01 certain", "2025-08-05 uncertain", "2025-08-11 certain"],
            _talks.Lines((await _talks.HistoryAsync("upland", "border"))["periods"], "from", "certainty"));
        Assert.Equal(["accepts", "rejects"], (await _talks.StanceAsync("upland", "border", "2025-08-05"))["possible"]!.AsArray()
            .Select(outcome => $"{outcome}").Order());
    }

    [Fact]
    public async Task Of_a_lapsed_or_contested_stance_has_no_firmness()
    {
        await SaysAsync("accepts", "2025-08-01", statement => statement["effectiveUntil"] = "2025-08-05");
        await SaysAsync("accepts", "2025-08-10");
        await SaysAsync("rejects", "2025-08-10");

        Assert.Equal("lapsed false certain", await FaceAsync("2025-08-06"));
        Assert.Equal("contested false certain", await FaceAsync("2025-08-10"));
    }

    [Fact]
    public async Task Shows_signals_and_diverging_voices_beside_it()
    {
        await SaysAsync("rejects", "2025-08-01");
        await SaysAsync("open", "2025-08-02", statement => statement.By("office"));
        await SaysAsync("accepts", "2025-08-03", statement => statement["attribution"] = "leak");

        var cell = await CellAsync("2025-08-09", "");

        Assert.Equal((1, 1, "leak"), (cell["divergingVoices"]!.AsArray().Count, cell["signals"]!.AsArray().Count, $"{cell["signals"]![0]!["because"]}"));
    }

    [Theory]
    [InlineData("authority-first/1"), InlineData("latest-first/1")]
    public async Task Carries_its_open_condition_and_the_flag_of_an_approximate_date(string policy)
    {
        await SaysAsync("accepts", "2025-08-01~", statement => statement.If("a ceasefire"));

        var cell = await CellAsync("2025-08-09", $"&policy={policy}");

        Assert.Equal(("a ceasefire", "open", "approximate"),
            ($"{cell["conditions"]![0]!["text"]}", $"{cell["conditions"]![0]!["state"]}", $"{cell["flags"]![0]}"));
    }

    private Task<string> SaysAsync(string stance, string saidOn, Action<JsonObject>? change = null) =>
        _talks.SaysAsync("upland", "border", stance, saidOn, change);

    private async Task<string> FaceAsync(string on) =>
        _talks.Lines(new JsonArray(await CellAsync(on, "")), "stance", "firmness", "stale", "certainty")[0];

    /// <summary>The cell as all four questions show it, field by field.</summary>
    private async Task<JsonNode> CellAsync(string on, string more)
    {
        var single = (JsonObject)await _talks.StanceAsync("upland", "border", on, more);
        foreach (var field in (string[])["on", "policy", "ledger", "permalink"])
            single.Remove(field);

        Assert.Equal(single.ToJsonString(), (await _talks.PartyAsync("upland", on, more))["stances"]![0]!.ToJsonString());
        Assert.Equal(single.ToJsonString(), (await _talks.MatrixAsync(on, more))["cells"]![0]!.ToJsonString());
        Assert.Equal(single.ToJsonString(), (await _talks.OverlapAsync("border", on, more))["stances"]![0]!.ToJsonString());
        return single;
    }
}
