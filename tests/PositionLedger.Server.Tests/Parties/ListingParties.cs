using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Parties;

[Collection(SharedLedger.Name)]
public sealed class ListingParties(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);

    [Theory]
    [InlineData("parties"), InlineData("negotiations"), InlineData("issues"), InlineData("sources")]
    public async Task And_the_other_lists_page_by_page_gives_each_once_in_order(string what)
    {
        for (var i = 0; i < 4; i++)
        {
            await Given.CellAsync(_api);
            await Given.Created(_api.PostAsync("/api/v1/negotiations", new { id = $"talks-{Guid.NewGuid():N}", title = "Talks" }));
        }

        var all = Ids(await _api.GetAsync($"/api/v1/{what}?limit=1000"));

        var paged = new List<string>();
        for (string? next = "", after = ""; next is not null; after = next!)
        {
            var page = await _api.GetAsync($"/api/v1/{what}?limit=3{(after.Length == 0 ? "" : $"&after={after}")}");
            Assert.InRange(Ids(page).Length, 1, 3);
            paged.AddRange(Ids(page));
            next = page.Json["next"]?.GetValue<string>();
        }

        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task Counts_what_stands_and_tells_the_first_and_last_day()
    {
        var cell = await Given.CellAsync(_api);
        await cell.RecordAsync(cell.Statement(saidOn: "2025-08"));
        await cell.RecordAsync(cell.Statement(saidOn: "../2025-03-05"));
        var retracted = await cell.RecordAsync(cell.Statement(saidOn: "2024-01-01"));
        await _api.PostAsync($"{retracted}/retractions", new { reason = "wrong" }, ("If-Match", "*"));

        var party = (await _api.GetAsync($"/api/v1/parties/{cell.Party}")).Json;

        Assert.Equal((2, "2025-03-05", "2025-08-31"),
            (party["statements"]!.GetValue<int>(), party["firstSaidOn"]!.GetValue<string>(), party["lastSaidOn"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("parties", "party"), InlineData("issues", "issue"), InlineData("sources", "source")]
    public async Task And_asking_for_one_that_is_not_there_suggests_those_that_are_near(string what, string noun)
    {
        var cell = await Given.CellAsync(_api);
        var id = noun switch { "party" => cell.Party, "issue" => cell.Issue, _ => cell.Source };

        var reply = await _api.GetAsync($"/api/v1/{what}/{id[..^1]}");

        Assert.Equal((HttpStatusCode.NotFound, $"unknown-{noun}", id[..^1]), (reply.Status, reply.Problem, reply.Json["subject"]!.GetValue<string>()));
        Assert.Contains(id, reply.Json["suggestions"]!.AsArray().Select(x => x!.GetValue<string>()));
    }

    [Fact]
    public async Task Is_answered_with_nothing_to_who_has_it_already()
    {
        var cell = await Given.CellAsync(_api);
        string[] paths =
        [
            "/api/v1/parties", $"/api/v1/parties/{cell.Party}", "/api/v1/negotiations", "/api/v1/negotiations/talks", "/api/v1/issues", $"/api/v1/issues/{cell.Issue}", "/api/v1/sources",
            $"/api/v1/sources/{cell.Source}", cell.StancePath("2025-08-09"), await cell.RecordAsync(),
            $"/api/v1/parties/{cell.Party}/stances/{cell.Issue}/explanation?on=2025-08-09",
        ];

        foreach (var path in paths)
        {
            var etag = (await _api.GetAsync(path)).ETag!;
            var again = await _api.GetAsync(path, ("If-None-Match", $"\"another\", W/{etag}"));
            Assert.Equal((HttpStatusCode.NotModified, etag, ""), (again.Status, again.ETag, again.Text));
            Assert.Equal(HttpStatusCode.NotModified, (await _api.GetAsync(path, ("If-None-Match", "*"))).Status);
            Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync(path, ("If-None-Match", "\"another\""))).Status);
            Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync(path, ("If-None-Match", "nonsense"))).Status);
        }
    }

    private static string[] Ids(Reply reply) => [.. reply.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
}
