using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Store;
using PositionLedger.Server.Tests.Samples;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Exports;

/// <summary>Whoever makes the calls of its lines on an empty ledger gets the same answers.</summary>
public sealed class ALosslessExport(TestPostgres postgres)
{
    [Fact]
    public async Task Of_the_sample_with_its_amendments_makes_the_same_ledger()
    {
        await using var first = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", Sample.Name));
        var sample = new Sample(Api.Of(first));
        foreach (var amendment in Sample.Amendments)
            Assert.True((await sample.SendAsync(amendment)).Status is HttpStatusCode.OK or HttpStatusCode.Created);

        await MakesTheSameAsync(first);
    }

    [Fact]
    public async Task Of_every_sort_of_event_makes_the_same_ledger()
    {
        await using var first = await LedgerApp.StartAsync(postgres);
        await EverySortOfEvent.RecordAsync(Api.Of(first));
        await MoreAsync(await Given.CellAsync(Api.Of(first)));

        var types = await SealedLedger.ReadAsync(first, "select distinct type from ledger.mt_events", row => row.GetString(0));
        Assert.Equal(EventNames.All.Values.Order(), types.Order());
        await MakesTheSameAsync(first);
    }

    // What a correction says: a new condition, one that comes back, one that goes; what is emptied; what refers, and what looks retracted.
    private static async Task MoreAsync(Cell cell)
    {
        var statement = cell.Statement(key: "conditional");
        (statement["effectiveUntil"], statement["firmness"]) = ("2025-12-31", "floated");
        statement["conditions"] = new JsonArray(Condition("one"), Condition("two"));
        var path = await cell.RecordAsync(statement);
        await CorrectAsync(cell, path, new { reason = "r", conditions = new[] { new { text = "two" } } });
        await CorrectAsync(cell, path, new { reason = "r", conditions = new[] { new { text = "three" }, new { text = "one" }, new { text = "four" } } });
        await CorrectAsync(cell, path, new { reason = "r", firmness = (string?)null, effectiveUntil = (string?)null, conditions = Array.Empty<object>() });
        await CorrectAsync(cell, path, new
        {
            reason = "r", kind = "noComment", stance = (string?)null, attribution = "document", saidOn = "2025-08-09T10:00:00.5Z",
            speaker = new { authority = "office" },
            quote = new { text = "=1+1", language = "en", original = new { text = "Слово", language = "uk" }, translator = "T." },
            report = new { source = cell.Source, publishedOn = "2025-08-10", retrievedAt = "2025-08-10T11:12:13.456789Z", credibility = 3, chain = new[] { "a", "b" }, root = "b" },
        });
        var denial = cell.Statement(stance: "accepts", quote: "I never said so.");
        (denial["kind"], denial["denies"], denial["refersTo"], denial["stance"]) = ("denial", "utterance", Jointly.IdOf(path), null);
        await cell.RecordAsync(denial);
        var other = await Given.CellAsync(cell.Api);
        var twice = await cell.RecordAsync(cell.Statement(quote: "Twice."));
        await cell.Api.PostAsync($"{twice}/retractions", new { reason = "r" }, ("If-Match", "*"));
        await cell.RecordAsync(cell.Statement(quote: "Twice.").With(other.Party).Acknowledging(Jointly.IdOf(twice)));
    }

    private async Task MakesTheSameAsync(LedgerApp first)
    {
        var lines = await Export.LinesAsync(first);
        await using var second = await LedgerApp.StartAsync(postgres);
        var again = new RecordedAgain(Api.Of(second));
        foreach (var line in lines)
            await again.RecordAsync(line);

        Assert.Equal(await CountsAsync(first), await CountsAsync(second));
        var statements = Export.StatementIds(lines);
        var expected = await AllAnswers.OfAsync(Api.Of(first), statements);
        var actual = await AllAnswers.OfAsync(Api.Of(second), statements.Select(again.Translate));
        Assert.Equal(expected.Select(again.Translate), actual);
        Assert.Equal(lines.Select(line => again.Translate(WithoutEvent(line))), (await Export.LinesAsync(second)).Select(WithoutEvent));
    }

    private static Task<List<string>> CountsAsync(LedgerApp app) =>
        SealedLedger.ReadAsync(app, "select type || ' ' || count(*) from ledger.mt_events group by type order by 1", row => row.GetString(0));

    private static string WithoutEvent(string text)
    {
        var line = JsonNode.Parse(text)!.AsObject();
        line.Remove("event");
        foreach (var copy in line["copies"]?.AsArray() ?? [])
            copy!.AsObject().Remove("event");
        return line.ToJsonString();
    }

    private static JsonObject Condition(string text) => new() { ["text"] = text };

    private static async Task CorrectAsync(Cell cell, string path, object correction)
    {
        var reply = await cell.Api.PostAsync($"{path}/corrections", correction, ("If-Match", "*"));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
    }
}
