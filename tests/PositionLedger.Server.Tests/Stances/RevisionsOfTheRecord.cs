using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>How the record moved, on a list of its own: what a recorder does is never a shift of the party.</summary>
[Collection(SharedLedger.Name)]
public sealed class RevisionsOfTheRecord(LedgerApp app) : IAsyncLifetime
{
    private Talks _talks = null!;

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync(Api.Of(app), ["upland"], ["border"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Take_a_correction_for_one_and_never_for_a_shift()
    {
        var id = await SaysAsync("rejects", "2025-08-01");
        await SaysAsync("rejects", "2025-08-09");
        await _talks.AmendAsync(id, "corrections", new { reason = "a slip", stance = "accepts" });

        var history = await HistoryAsync();

        Assert.Equal(["2025-08-01 firstStated accepts", "2025-08-09 reversed rejects"], Shifts(history));
        Assert.Equal([$"corrected {id}", $"stanceRevised {id}"], _talks.Lines(history["revisions"], "kind", "statement"));
        var stretch = history["revisions"]![1]!["stretch"]!;
        Assert.Equal(("2025-08-01", "2025-08-08", "rejects", "accepts"),
            ($"{stretch["from"]}", $"{stretch["until"]}", $"{stretch["before"]}", $"{stretch["after"]}"));
    }

    [Fact]
    public async Task Hold_every_act_of_a_recorder_in_order()
    {
        var id = await SaysAsync("rejects", "2025-08-09");
        await _talks.AmendAsync(id, "reports", new { source = _talks.Source, credibility = 2, root = "another" });
        await _talks.AmendAsync(id, "reports/1/assessments", new { credibility = 3, reason = "seen" });
        await _talks.AmendAsync(id, "reports/2/retractions", new { reason = "another statement" });
        await _talks.AmendAsync(id, "retractions", new { reason = "wrong" });
        await _talks.AmendAsync(id, "reinstatements", new { reason = "right" });
        await _talks.GradeAsync("A");
        var late = await SaysAsync("accepts", "2025-08-01");

        var history = await HistoryAsync();

        Assert.Equal([$"corroborated {id} source", $"regraded {id} source", $"uncorroborated {id} source", $"retracted {id}", $"stanceRevised {id}",
            $"reinstated {id}", $"stanceRevised {id}", "regraded source", $"backfilled {late}", $"stanceRevised {late}"],
            _talks.Lines(history["revisions"], "kind", "statement", "source"));
        Assert.Equal(["2025-08-01 firstStated accepts", "2025-08-09 reversed rejects"], Shifts(history));
        var times = history["revisions"]!.AsArray().Select(revision => (DateTimeOffset)revision!["recordedAt"]!).ToArray();
        Assert.Equal(times.Order(), times);
    }

    private Task<string> SaysAsync(string stance, string saidOn) => _talks.SaysAsync("upland", "border", stance, saidOn);

    private Task<JsonNode> HistoryAsync() => _talks.HistoryAsync("upland", "border");

    private string[] Shifts(JsonNode history) => _talks.Lines(history["shifts"], "on", "kind", "after");
}
