using System.Text.Json.Nodes;

namespace PositionLedger.Server.Tests.Support;

/// <summary>Every sort of event that there is, recorded by calls, so that no read model stays empty.</summary>
internal static class EverySortOfEvent
{
    public static async Task RecordAsync(Api api)
    {
        var cell = await Given.CellAsync(api);
        var statement = cell.Statement(key: "a-key");
        statement["conditions"] = new JsonArray(new JsonObject { ["text"] = "if they leave" });
        var path = await cell.RecordAsync(statement);
        await api.PostAsync($"{path}/reports", new { source = cell.Source, root = "another-root", credibility = 2 });
        await api.PostAsync($"{path}/reports/1/assessments", new { credibility = 1, reason = "two roots" });
        await api.PostAsync($"{path}/reports/1/assessments", new { credibility = 2, reason = "not quite" });
        await api.PostAsync($"{path}/reports/2/retractions", new { reason = "another statement" });
        await api.PostAsync($"{path}/conditions/1/assessments", new { state = "met", on = "2025-08-10", reason = "they left" });
        await api.PostAsync($"{path}/corrections", new { reason = "a typo", saidOn = "2025-08" }, ("If-Match", "*"));
        await api.PostAsync($"{path}/retractions", new { reason = "a mistake" }, ("If-Match", "\"7\""));
        var last = await api.PostAsync($"{path}/reinstatements", new { reason = "no mistake" }, ("If-Match", "\"8\""));
        Assert.Equal("\"9\"", last.ETag);
        var other = await Given.CellAsync(api);
        var joint = (await Given.Created(api.PostAsync(cell.StatementsPath, cell.Statement(quote: "We both will.").With(other.Party)))).Headers.Location!;
        await api.PostAsync($"{joint}/retractions", new { reason = "they did not sign", only = other.Party }, ("If-Match", "*"));
        await api.PostAsync($"{joint}/retractions", new { reason = "nobody did" }, ("If-Match", "*"));
        Assert.Equal("\"3\"", (await api.PostAsync($"{joint}/reinstatements", new { reason = "we did", only = cell.Party }, ("If-Match", "*"))).ETag);
        await api.PostAsync($"/api/v1/sources/{cell.Source}/grades", new { reliability = "E", reason = "unreliable" });
        var bloc = (await Given.CellAsync(api)).Party;
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/memberships", new { bloc, from = "2025-01-01", speaksFor = true }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/memberships", new { bloc, from = "2025-01-01", until = "9999-12-31", speaksFor = false }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/memberships", new { bloc, from = "0001-01-01", speaksFor = false }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/successions", new { to = bloc, kind = "split", on = "2025-01-01" }));
        await Given.Created(api.PostAsync($"/api/v1/parties/{cell.Party}/successions", new { to = bloc, kind = "merged", on = "2025-01-02" }));
        await NegotiationsAsync(api);
        await api.SendAsync(HttpMethod.Patch, $"/api/v1/parties/{cell.Party}", Api.Json(new { name = "Another name" }));
    }

    // One that an issue made known before it was opened, with a round that was there before; and one that was opened first.
    private static async Task NegotiationsAsync(Api api)
    {
        var first = new { id = "first", title = "The first", from = "2025-08-15", until = "2025-08-16", venue = "Anchorage" };
        await Given.Created(api.PostAsync("/api/v1/negotiations/talks/rounds", first));
        await Given.Created(api.PostAsync("/api/v1/negotiations", new { id = "talks", title = "Talks", rounds = new[] { first, first with { id = "second" } } }));
        await Given.Created(api.PostAsync("/api/v1/negotiations", new { id = "more-talks", title = "More talks" }));
        await Given.Created(api.PostAsync("/api/v1/issues", new { id = "an-issue", negotiation = "more-talks", title = "T", proposition = "P." }));
        await Given.Created(api.PostAsync("/api/v1/negotiations/more-talks/rounds", first));
    }
}
