using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PositionLedger.Server.Store.ReadModels.Cells;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>A grade commits alone: every answer is right at once, and the same when the cells were derived anew.</summary>
public sealed class AfterASourceIsRegraded(TestPostgres postgres) : IAsyncLifetime
{
    private LedgerApp _app = null!;
    private Talks _talks = null!;

    private RegradedCells Worker => _app.Host.Services.GetRequiredService<RegradedCells>();

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres);
        // It would do at a moment of its own what is done step by step here.
        await Worker.StopAsync(TestContext.Current.CancellationToken);
        _talks = await Talks.BeginAsync(Api.Of(_app), ["bloc", "member", "upland"], ["border"]);
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("upland", "border", "rejects", "2025-08-01");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task To_e_nothing_it_reported_governs_any_more()
    {
        string[] expected =
        [
            "matrix bloc undeclared accepts, member undeclared, upland undeclared rejects",
            "parties upland undeclared rejects, member undeclared",
            "overlap unknown",
            "shifts upland , member ",
            "revisions upland regraded+stanceRevised, member regraded+stanceRevised",
            "changes ",
        ];

        await _talks.GradeAsync("E");
        Assert.Equal(expected, await AnswersAsync());
        await DeriveAnewAsync();
        Assert.Equal(expected, await AnswersAsync());
    }

    [Fact]
    public async Task From_e_all_it_reported_counts_from_the_day_it_was_said_as_if_it_always_had()
    {
        await _talks.GradeAsync("E");
        await DeriveAnewAsync();
        string[] expected =
        [
            "matrix bloc accepts C2, member accepts C2, upland rejects C2",
            "parties upland rejects C2, member accepts C2",
            "overlap gap",
            "shifts upland 2025-08-01 firstStated, member 2025-08-01 firstStated",
            "revisions upland regraded+stanceRevised+regraded+stanceRevised, member regraded+stanceRevised+regraded+stanceRevised",
            "changes bloc border firstStated, member border firstStated, upland border firstStated",
        ];

        await _talks.GradeAsync("C");
        Assert.Equal(expected, await AnswersAsync());
        await DeriveAnewAsync();
        Assert.Equal(expected, await AnswersAsync());
    }

    private async Task DeriveAnewAsync() => Assert.Equal(2, await Worker.CatchUpAsync(TestContext.Current.CancellationToken));

    private async Task<string[]> AnswersAsync()
    {
        JsonNode[] parties = [(await _talks.PartyAsync("upland", "2025-08-09")), (await _talks.PartyAsync("member", "2025-08-09"))];
        string[] names = ["upland", "member"];
        var histories = await Task.WhenAll(names.Select(async name => (name, history: await _talks.HistoryAsync(name, "border"))));
        return
        [
            $"matrix {Cells((await _talks.MatrixAsync("2025-08-09"))["cells"])}",
            $"parties {string.Join(", ", parties.Select(party => Cells(party["stances"])))}",
            $"overlap {(await _talks.OverlapAsync("border", "2025-08-09"))["reading"]}",
            $"shifts {string.Join(", ", histories.Select(x => $"{x.name} {string.Join('+', _talks.Lines(x.history["shifts"], "on", "kind"))}"))}",
            $"revisions {string.Join(", ", histories.Select(x => $"{x.name} {string.Join('+', _talks.Lines(x.history["revisions"], "kind"))}"))}",
            $"changes {string.Join(", ", _talks.Lines((await _talks.ChangesAsync("2025-07-31", "2025-08-01"))["shifts"], "party", "issue", "kind"))}",
        ];
    }

    private string Cells(JsonNode? cells) => string.Join(", ", cells!.AsArray().Select(cell =>
        $"{_talks.Lines(new JsonArray(cell!.DeepClone()), "party", "stance", "signals")[0]}{(cell["basis"] is { } basis ? $" {basis["grade"]}" : "")}"));
}
