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
        await MoreEvents.RecordAsync(await Given.CellAsync(Api.Of(first)));

        var types = await SealedLedger.ReadAsync(first, "select distinct type from ledger.mt_events", row => row.GetString(0));
        Assert.Equal(EventNames.All.Values.Order(), types.Order());
        await MakesTheSameAsync(first);
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
}
