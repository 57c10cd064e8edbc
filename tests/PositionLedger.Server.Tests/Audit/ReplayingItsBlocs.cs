using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit;

[Collection(SharedLedger.Name)]
public sealed class ReplayingItsBlocs(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _cell = null!;
    private Cell _bloc = null!;

    private string Path => $"/api/v1/parties/{_cell.Party}/replay?on=2025-08-09";

    public async ValueTask InitializeAsync()
    {
        _cell = await Given.CellAsync(_api);
        _bloc = await Given.CellAsync(_api) with { Issue = _cell.Issue };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Tells_what_a_bloc_said_before_the_membership_just_before_it_and_then_each_event_in_its_place()
    {
        await ThroughAMembershipAsync();

        Assert.Equal(
            [
                "member 1 party.opened.v1: ", "source 1 source.registered.v1: ", "bloc 2 statement.recorded.v1: ",
                "member 2 membership.recorded.v1: undeclared → accepts", "source 2 source.graded.v1: accepts → accepts",
                "bloc 3 statement.corrected.v1: accepts → open", "bloc 4 statement.recorded.v1: open → leansFor", "source 3 source.graded.v1: leansFor → undeclared",
                "source 4 source.graded.v1: undeclared → leansFor", "member 3 membership.recorded.v1: leansFor → undeclared", "bloc 5 statement.recorded.v1: undeclared → undeclared",
            ],
            (await EventsAsync("")).Select(Line));
    }

    [Fact]
    public async Task Says_that_a_stance_is_that_of_a_bloc_and_how_certain_it_is()
    {
        await _bloc.RecordAsync(_bloc.Statement("accepts", "2025-08-05/2025-08-20"));
        await JoinAsync();

        var stance = (await EventsAsync(""))[^1]!["stances"]![0]!;

        Assert.Equal(("certain", """["undeclared"]"""), (Text(stance["before"]!, "certainty"), stance["before"]!["possible"]!.ToJsonString()));
        Assert.Equal(("uncertain", """["accepts","undeclared"]"""), (Text(stance["after"]!, "certainty"), stance["after"]!["possible"]!.ToJsonString()));
    }

    [Fact]
    public async Task Leaves_out_the_blocs_that_never_spoke_for_it()
    {
        await _bloc.RecordAsync();
        await Given.Created(_api.PostAsync($"/api/v1/parties/{_cell.Party}/memberships", new { bloc = _bloc.Party, from = "2025-01-01", speaksFor = false }));
        await _bloc.RecordAsync();

        Assert.Equal(["member 1 party.opened.v1: ", "member 2 membership.recorded.v1: "], (await EventsAsync("")).Select(Line));
    }

    [Theory]
    [InlineData("to=1", 0, 1), InlineData("to=2", 0, 9), InlineData("from=2&to=2", 1, 9), InlineData("from=3", 9, 11), InlineData("from=4", 0, 0)]
    public async Task Ranges_take_what_a_bloc_said_with_the_version_before_it(string range, int first, int end)
    {
        await ThroughAMembershipAsync();
        // An event gets its place meanwhile.
        await SealedLedger.IsSealedAsync(app);

        Assert.Equal((await EventsAsync("")).Select(e => e!.ToJsonString()).Take(first..end), (await EventsAsync($"&{range}")).Select(e => e!.ToJsonString()));
    }

    [Fact]
    public async Task Goes_through_a_blocs_long_history_page_by_page()
    {
        await Task.WhenAll(Enumerable.Range(1, 510).Select(i => _bloc.RecordAsync(_bloc.Statement(key: $"{i}"))));
        await JoinAsync();
        var last = Jointly.IdOf(await _bloc.RecordAsync(_bloc.Statement("open", "2025-08-09T23:59Z")));

        var events = await EventsAsync("");

        Assert.Equal(Enumerable.Range(2, 510), events.Skip(2).Take(510).Select(e => e!["version"]!.GetValue<int>()));
        Assert.Equal(["member 2 membership.recorded.v1: undeclared → rejects", "bloc 512 statement.recorded.v1: rejects → contested"], events.Skip(512).Select(Line));
        Assert.Contains(last, events[^1]!["stances"]![0]!["after"]!["contested"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task ThroughAMembershipAsync()
    {
        var said = await _bloc.RecordAsync(_bloc.Statement("accepts", "2025-08-05"));
        await JoinAsync();
        await GradeAsync("C");
        await _api.PostAsync($"{said}/corrections", new { reason = "a slip", stance = "open" }, ("If-Match", "*"));
        await _bloc.RecordAsync(_bloc.Statement("leansFor", "2025-08-06"));
        await GradeAsync("E");
        await GradeAsync("B");
        await JoinAsync("2025-08-08");
        await _bloc.RecordAsync(_bloc.Statement("rejects", "2025-08-07"));
        await SealedLedger.IsSealedAsync(app); // Which gives each its place in the replay.
    }

    private Task<Reply> JoinAsync(string? until = null) => Given.Created(
        _api.PostAsync($"/api/v1/parties/{_cell.Party}/memberships", new { bloc = _bloc.Party, from = "2025-01-01", until, speaksFor = true }));

    private Task<Reply> GradeAsync(string reliability) =>
        Given.Created(_api.PostAsync($"/api/v1/sources/{_bloc.Source}/grades", new { reliability, reason = "on second thoughts" }));

    private async Task<JsonArray> EventsAsync(string range) => (await _api.GetAsync(Path + range)).Json["events"]!.AsArray();

    private string Line(JsonNode? e)
    {
        var stream = Text(e!, "stream")!;
        var whose = stream == $"party/{_cell.Party}" ? "member" : stream == $"party/{_bloc.Party}" ? "bloc" : stream == $"source/{_bloc.Source}" ? "source" : stream;
        var stances = e!["stances"]!.AsArray().Select(s => $"{s!["before"]!["stance"]} → {s["after"]!["stance"]}");
        return $"{whose} {e["version"]} {Text(e, "type")}: {string.Join(", ", stances)}";
    }

    private static string? Text(JsonNode json, string field) => json[field]?.GetValue<string>();
}
