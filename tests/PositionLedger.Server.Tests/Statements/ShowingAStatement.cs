using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Statements;

[Collection(SharedLedger.Name)]
public sealed class ShowingAStatement(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);

    [Fact]
    public async Task Tells_its_whole_history_in_order_with_the_events_as_they_were_stored()
    {
        var cell = await Given.CellAsync(_api);
        var path = await cell.RecordAsync(cell.Statement(key: "mine"));
        await _api.PostAsync($"{path}/corrections", new { reason = "a slip", stance = "open" }, ("If-Match", "\"1\""));
        await _api.PostAsync($"{path}/retractions", new { reason = "wrong" }, ("If-Match", "\"2\""));

        var shown = (await _api.GetAsync(path)).Json;

        Assert.Equal(("mine", 3, true), (shown["key"]!.GetValue<string>(), shown["revision"]!.GetValue<int>(), shown["retracted"]!.GetValue<bool>()));
        var history = shown["history"]!.AsArray();
        Assert.Equal([(1, "statement.recorded.v1"), (2, "statement.corrected.v1"), (3, "statement.retracted.v1")],
            history.Select(e => (e!["revision"]!.GetValue<int>(), e["type"]!.GetValue<string>())));
        Assert.Equal(("rejects", "open", "wrong"), (history[0]!["event"]!["body"]!["stance"]!.GetValue<string>(),
            history[1]!["event"]!["changes"]!["stance"]!.GetValue<string>(), history[2]!["event"]!["reason"]!.GetValue<string>()));
        Assert.Equal(history.Select(At).Order(StringComparer.Ordinal), history.Select(At));

        static string At(System.Text.Json.Nodes.JsonNode? e) => e!["recordedAt"]!.GetValue<string>();
    }

    [Fact]
    public async Task Tells_who_did_it_from_where_and_in_which_context_by_the_request_and_not_by_the_body()
    {
        var cell = await Given.CellAsync(_api);
        var trace = $"{Guid.NewGuid():N}";
        var reply = await Given.Created(_api.PostAsync(cell.StatementsPath, cell.Statement(), ("User-Agent", "a-recorder/1.0"), ("traceparent", $"00-{trace}-00f067aa0ba902b7-01")));

        var recorded = (await _api.GetAsync(reply.Headers.Location!.ToString())).Json["history"]![0]!;

        Assert.Equal(("key:administrator", trace, "a-recorder/1.0"),
            (recorded["recordedBy"]!.GetValue<string>(), recorded["correlation"]!.GetValue<string>(), recorded["client"]!.GetValue<string>()));
        Assert.Equal(reply.Json["recordedAt"]!.GetValue<string>(), recorded["recordedAt"]!.GetValue<string>());
    }

    [Fact]
    public async Task Keeps_a_clients_name_short_and_whole()
    {
        var cell = await Given.CellAsync(_api);
        var reply = await Given.Created(_api.PostAsync(cell.StatementsPath, cell.Statement(), ("User-Agent", new string('a', 199) + "😀 and more")));

        var client = (await _api.GetAsync(reply.Headers.Location!.ToString())).Json["history"]![0]!["client"]!.GetValue<string>();

        Assert.Equal(new string('a', 199) + "…", client);
    }

    [Fact]
    public async Task Tells_which_days_are_possible()
    {
        var cell = await Given.CellAsync(_api);

        var month = (await _api.GetAsync(await cell.RecordAsync(cell.Statement(saidOn: "2025-02")))).Json["days"]!;
        var open = (await _api.GetAsync(await cell.RecordAsync(cell.Statement(saidOn: "../2025-02-01")))).Json["days"]!;

        Assert.Equal(("2025-02-01", "2025-02-28"), (month["earliest"]!.GetValue<string>(), month["latest"]!.GetValue<string>()));
        Assert.Equal((null, "2025-02-01"), (open["earliest"]?.GetValue<string>(), open["latest"]!.GetValue<string>()));
    }

    [Fact]
    public async Task That_is_not_there_is_404_for_reading_and_amending()
    {
        var path = $"/api/v1/statements/{Guid.NewGuid()}";

        var amended = await _api.PostAsync($"{path}/retractions", new { reason = "x" }, ("If-Match", "*"));
        var shown = await _api.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "unknown-statement"), (shown.Status, shown.Problem));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-statement"), (amended.Status, amended.Problem));
    }
}
