using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

[Collection(SharedLedger.Name)]
public sealed class Policies(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);

    [Fact]
    public async Task Are_two_and_one_of_them_counts_where_none_is_asked_for()
    {
        var items = (await _api.GetAsync("/api/v1/policies")).Json["items"]!.AsArray();

        Assert.Equal([("authority-first/1", true), ("latest-first/1", false)], items.Select(item => ($"{item!["id"]}", (bool)item["isDefault"]!)));
    }

    [Theory]
    [InlineData("authority-first/1"), InlineData("latest-first/1")]
    public async Task Have_a_whole_text_each_at_the_id_that_answers_name(string id)
    {
        var reply = await _api.GetAsync($"/api/v1/policies/{id}");

        Assert.Equal((HttpStatusCode.OK, id), (reply.Status, $"{reply.Json["id"]}"));
        Assert.Contains(id, $"{reply.Json["text"]}", StringComparison.Ordinal);
        Assert.True($"{reply.Json["text"]}".Length > 500, reply.Text);
    }

    [Fact]
    public async Task Differ_in_their_texts()
    {
        var texts = (await _api.GetAsync("/api/v1/policies")).Json["items"]!.AsArray().Select(item => $"{item!["text"]}");

        Assert.Equal(2, texts.Distinct().Count());
    }

    [Theory]
    [InlineData("authority-first/2"), InlineData("Authority-First/1"), InlineData("x/y")]
    public async Task That_are_not_there_are_404_and_name_those_that_are(string id)
    {
        var reply = await _api.GetAsync($"/api/v1/policies/{id}");

        Assert.Equal((HttpStatusCode.NotFound, "unknown-policy"), (reply.Status, reply.Problem));
        Assert.Equal(["authority-first/1", "latest-first/1"], reply.Json["suggestions"]!.AsArray().Select(suggestion => $"{suggestion}"));
    }

    [Theory]
    [InlineData("/api/v1/policies"), InlineData("/api/v1/policies/latest-first/1")]
    public async Task Take_no_parameter_and_are_304_to_who_has_them(string path)
    {
        var first = await _api.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotModified, (await _api.GetAsync(path, ("If-None-Match", first.ETag!))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.GetAsync($"{path}?on=2025-08-09")).Status);
    }
}
