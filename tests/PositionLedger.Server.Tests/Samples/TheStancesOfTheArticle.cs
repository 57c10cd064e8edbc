using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Samples;

/// <summary>What the sample says in whole: all its cells in one matrix, read across, and over time.</summary>
public sealed class TheStancesOfTheArticle(TestPostgres postgres) : IAsyncLifetime
{
    private const string Matrix = """
        european-union hold-uk-talks undeclared leansFor (otherParty)
        russia hold-alaska-summit undeclared accepts (characterisation)
        russia russian-security-demands undeclared accepts (characterisation)
        ukraine cede-territory rejects redLine
        ukraine hold-uk-talks undeclared accepts (otherParty)
        ukraine recognise-occupation undeclared rejects (characterisation)
        united-kingdom ceasefire-now undeclared leansFor (characterisation)
        united-kingdom hold-uk-talks accepts stated
        united-states hold-alaska-summit undeclared accepts (characterisation)
        united-states hold-uk-talks undeclared accepts (otherParty)
        united-states territorial-swaps open floated leansFor (deepBackground) leansFor (deepBackground)
        united-states ukrainian-legal-approval accepts stated
        """;

    private LedgerApp _app = null!;
    private Api _api = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres, null, ("LEDGER_SAMPLE", Sample.Name));
        _api = Api.Of(_app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Are_a_matrix_of_forty_five_cells_of_which_four_are_declared()
    {
        var matrix = await AskAsync("matrix?negotiation=ukraine-2025&on=2025-08-09");

        Assert.Equal((5, 9, 45), (matrix["parties"]!.AsArray().Count, matrix["issues"]!.AsArray().Count, matrix["cells"]!.AsArray().Count));
        Assert.Equal(Matrix, string.Join('\n', matrix["cells"]!.AsArray().Select(Line).Where(line => !line.EndsWith(" undeclared", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task On_cession_come_to_an_unknown_and_not_to_a_deadlock()
    {
        var overlap = await AskAsync("issues/cede-territory/overlap?on=2025-08-09");

        Assert.Equal(("unknown", null), ($"{overlap["reading"]}", overlap["divergence"]?.ToString()));
        Assert.Equal(["european-union undeclared", "russia undeclared", "ukraine rejects", "united-kingdom undeclared", "united-states undeclared"],
            overlap["stances"]!.AsArray().Select(cell => $"{cell!["party"]} {cell["stance"]}"));
    }

    [Fact]
    public async Task Of_Ukraine_on_cession_never_shift_whatever_the_record_does()
    {
        await AmendAsync();

        var history = await AskAsync("parties/ukraine/stances/cede-territory/history");

        Assert.Equal("firstStated", $"{Assert.Single(history["shifts"]!.AsArray())!["kind"]}");
        Assert.Equal(["corrected", "corroborated", "regraded"],
            history["revisions"]!.AsArray().Select(revision => $"{revision!["kind"]}"));
    }

    [Fact]
    public async Task Of_the_United_States_on_swaps_are_backfilled_and_first_stated_a_day_earlier()
    {
        await AmendAsync();

        var history = await AskAsync("parties/united-states/stances/territorial-swaps/history");

        Assert.Equal("2025-08-08 firstStated leansFor", Assert.Single(history["shifts"]!.AsArray()
            .Select(shift => $"{shift!["on"]} {shift["kind"]} {shift["after"]!["stance"]}")));
        Assert.Contains("backfilled", history["revisions"]!.AsArray().Select(revision => $"{revision!["kind"]}"));
    }

    [Fact]
    public async Task Between_two_days_tell_who_moved_and_after_the_grade_only_who_has_another_source()
    {
        const string Query = "changes?negotiation=ukraine-2025&sinceOn=2025-08-01&on=2025-08-09";
        var before = await AskAsync(Query);
        await AmendAsync();
        var after = await AskAsync(Query);

        Assert.Equal(["ukraine cede-territory firstStated", "united-kingdom hold-uk-talks firstStated", "united-states territorial-swaps firstStated",
            "united-states ukrainian-legal-approval firstStated"], Shifts(before));
        Assert.Equal(["ukraine cede-territory firstStated", "united-kingdom hold-uk-talks firstStated",
            "united-states territorial-swaps firstStated"], Shifts(after));
        Assert.Empty(after["revisions"]!.AsArray());
    }

    private async Task AmendAsync()
    {
        var sample = new Sample(_api);
        foreach (var amendment in Sample.Amendments)
        {
            var reply = await sample.SendAsync(amendment);
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, reply.Text);
        }
    }

    private async Task<JsonNode> AskAsync(string path)
    {
        var reply = await _api.GetAsync($"/api/v1/{path}");
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Json;
    }

    private static string Line(JsonNode? cell) => string.Join(' ', new[]
    {
        $"{cell!["party"]}", $"{cell["issue"]}", $"{cell["stance"]}", $"{cell["firmness"]}",
        string.Join(' ', cell["signals"]!.AsArray().Select(signal => $"{signal!["stance"]} ({signal["because"]})")),
    }.Where(word => word.Length > 0));

    private static string[] Shifts(JsonNode changes) =>
        [.. changes["shifts"]!.AsArray().Select(shift => $"{shift!["party"]} {shift["issue"]} {shift["kind"]}")];
}
