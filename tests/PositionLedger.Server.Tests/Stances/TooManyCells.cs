using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances;

/// <summary>A question about more than can be answered at once is refused, and says what to narrow.</summary>
public sealed class TooManyCells(TestPostgres postgres) : IAsyncLifetime
{
    private const int Issues = 100;
    private const int Parties = 201;

    private LedgerApp _app = null!;
    private Talks _talks = null!;
    private string[] _parties = [];

    public async ValueTask InitializeAsync()
    {
        _app = await LedgerApp.StartAsync(postgres);
        _parties = [.. Enumerable.Range(0, Parties).Select(i => $"p-{i}")];
        string[] issues = [.. Enumerable.Range(0, Issues).Select(i => $"i-{i}")];
        _talks = await Talks.BeginAsync(Api.Of(_app), ["bloc", .. _parties], issues);
        await Task.WhenAll(issues.Select(issue => _talks.SaysAsync("bloc", issue, "accepts", "2025-08-01")));
        await Task.WhenAll(_parties.Select(member => _talks.SpeaksForAsync("bloc", member, "2025-01-01")));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Are_400_with_the_field_to_narrow()
    {
        var all = await RefusedAsync($"/api/v1/matrix?on=2025-08-09&negotiation={_talks.Negotiation}", "parties");
        var named = await RefusedAsync(
            $"/api/v1/matrix?on=2025-08-09&negotiation={_talks.Negotiation}&parties={_talks.Ids(_parties)}", "issues");
        var changes = await RefusedAsync("/api/v1/changes?sinceOn=2025-07-31&on=2025-08-01", "negotiation");

        Assert.Contains("202 parties on 100 issues", all, StringComparison.Ordinal);
        Assert.Contains("201 parties on 100 issues", named, StringComparison.Ordinal);
        Assert.Contains("20200 positions", changes, StringComparison.Ordinal);
        // Nothing moved, so that nothing has to be compared.
        Assert.Empty((await _talks.ChangesAsync("2025-08-01", "2025-12-01"))["shifts"]!.AsArray());
        Assert.Equal(200 * Issues, (await _talks.MatrixAsync("2025-08-09", $"&parties={_talks.Ids(_parties[..200])}"))["cells"]!.AsArray().Count);
    }

    [Fact]
    public async Task Of_an_overlap_are_more_than_a_hundred_parties()
    {
        await Task.WhenAll(_parties[..100].Select(party => _talks.SaysAsync(party, "i-0", "accepts", "2025-08-01")));
        var path = $"/api/v1/issues/{_talks.Id("i-0")}/overlap?on=2025-08-09";

        Assert.Contains("101 are on record", await RefusedAsync(path, "parties"), StringComparison.Ordinal);
        Assert.Contains("101", await RefusedAsync($"{path}&parties={_talks.Ids(_parties[..101])}", "parties"), StringComparison.Ordinal);
        Assert.Equal(100, (await _talks.AskAsync($"{path}&parties={_talks.Ids(_parties[..100])}"))["stances"]!.AsArray().Count);
    }

    private async Task<string> RefusedAsync(string path, string field)
    {
        var reply = await _talks.Api.GetAsync(path);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(field, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
        return $"{reply.Json["errors"]![field]![0]}";
    }
}
