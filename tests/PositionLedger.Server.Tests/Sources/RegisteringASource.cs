using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Sources;

[Collection(SharedLedger.Name)]
public sealed class RegisteringASource(LedgerApp app)
{
    private readonly Api _api = Api.Of(app);
    private readonly string _id = $"source-{Guid.NewGuid():N}";

    [Fact]
    public async Task Without_a_grade_says_that_it_cannot_be_judged()
    {
        var reply = await _api.PostAsync("/api/v1/sources", new { id = _id, name = "Wire" });

        Assert.Equal((HttpStatusCode.Created, $"/api/v1/sources/{_id}"), (reply.Status, reply.Headers.Location?.ToString()));
        Assert.Equal($$"""{"id":"{{_id}}","name":"Wire","kind":null,"reliability":"F"}""", reply.Text);
    }

    [Fact]
    public async Task Again_is_compared_with_the_first_grade_not_with_the_latest()
    {
        var source = new { id = _id, name = "Wire", kind = "agency", reliability = "B" };
        await Given.Created(_api.PostAsync("/api/v1/sources", source));
        await Given.Created(_api.PostAsync($"/api/v1/sources/{_id}/grades", new { reliability = "D", reason = "made things up" }));
        var before = await Footprint.OfAsync(app);

        var same = await _api.PostAsync("/api/v1/sources", source);
        var other = await _api.PostAsync("/api/v1/sources", source with { reliability = "D" });

        Assert.Equal((HttpStatusCode.OK, "D"), (same.Status, same.Json["reliability"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.Conflict, "source-exists"), (other.Status, other.Problem));
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task And_grading_it_keeps_every_grade_with_its_reason_and_time()
    {
        await Given.Created(_api.PostAsync("/api/v1/sources", new { id = _id, name = "Wire", reliability = "B" }));
        var graded = await Given.Created(_api.PostAsync($"/api/v1/sources/{_id}/grades", new { reliability = "D", reason = "made things up" }));
        await Given.Created(_api.PostAsync($"/api/v1/sources/{_id}/grades", new { reliability = "D", reason = "again" }));

        var source = (await _api.GetAsync($"/api/v1/sources/{_id}")).Json;

        Assert.Equal("D", source["reliability"]!.GetValue<string>());
        Assert.Equal([("B", null), ("D", "made things up"), ("D", "again")],
            source["grades"]!.AsArray().Select(g => (g!["reliability"]!.GetValue<string>(), g["reason"]?.GetValue<string>())));
        Assert.Equal(graded.Json["recordedAt"]!.GetValue<string>(), source["grades"]![1]!["recordedAt"]!.GetValue<string>());
    }

    [Fact]
    public async Task Is_needed_before_it_is_graded()
    {
        await Given.Created(_api.PostAsync("/api/v1/sources", new { id = _id, name = "Wire" }));

        var reply = await _api.PostAsync($"/api/v1/sources/{_id}s/grades", new { reliability = "A", reason = "x" });

        Assert.Equal((HttpStatusCode.NotFound, "unknown-source"), (reply.Status, reply.Problem));
        Assert.Equal(_id, reply.Json["suggestions"]![0]!.GetValue<string>());
    }
}
