using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Stances.Known;

/// <summary>What can't be answered by an earlier knowledge says why, on every question.</summary>
[Collection(SharedLedger.Name)]
public sealed class WrongKnowledge(LedgerApp app) : IAsyncLifetime
{
    private static readonly string[] Questions =
    [
        "parties/UPLAND/stances?on=2025-08-09", "parties/UPLAND/stances/BORDER?on=2025-08-09", "parties/UPLAND/stances/BORDER/explanation?on=2025-08-09",
        "parties/UPLAND/stances/BORDER/history?policy=latest-first/1", "matrix?on=2025-08-09&issues=BORDER&parties=UPLAND", "issues/BORDER/overlap?on=2025-08-09",
        "changes?sinceOn=2025-08-01&on=2025-08-09&negotiation=TALKS", "statements/STATEMENT?", "parties/UPLAND/replay?on=2025-08-09",
    ];

    private Talks _talks = null!;
    private string _statement = "";

    public static TheoryData<string> All => [.. Questions];

    public static TheoryData<string, string, string> Wrong => [.. Questions.SelectMany(path => new TheoryDataRow<string, string, string>[]
    {
        new(path, "knownAt=yesterday", "knownAt"), new(path, "knownAt=2025-08-09", "knownAt"), new(path, "knownAt=2025-08-09T00:00:00", "knownAt"), new(path, "knownAt=", "knownAt"),
        new(path, "ledgerSize=many", "ledgerSize"), new(path, "ledgerSize=-1", "ledgerSize"), new(path, "ledgerSize=1.5", "ledgerSize"), new(path, "ledgerSize=", "ledgerSize"),
        new(path, "ledgerSize=99999999999999999999", "ledgerSize"), new(path, "ledgerSize=999999999", "ledgerSize"),
        new(path, "knownAt=2025-08-09T00:00:00Z&ledgerSize=1", "ledgerSize"),
    })];

    public async ValueTask InitializeAsync()
    {
        _talks = await Talks.BeginAsync(Api.Of(app), ["upland"], ["border"]);
        _statement = await _talks.SaysAsync("upland", "border", "rejects", "2025-08-09");
        await SealedLedger.IsSealedAsync(app);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Is_400_with_the_parameter(string path, string query, string parameter)
    {
        var reply = await AskAsync(path, query);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal(parameter, Assert.Single(reply.Json["errors"]!.AsObject()).Key);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task In_the_future_is_400_with_the_ledgers_clock(string path)
    {
        var reply = await AskAsync(path, "knownAt=2999-01-01T00:00:00Z");

        Assert.Equal((HttpStatusCode.BadRequest, "in-the-future", "knownAt"), (reply.Status, reply.Problem, $"{reply.Json["field"]}"));
        Assert.Contains($"after {DateTime.UtcNow:yyyy-MM-dd}", $"{reply.Json["detail"]}", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task In_a_format_that_is_not_known_is_400_with_those_that_are(string path)
    {
        var reply = await AskAsync(path, "ledgerSize=1&format=2");

        Assert.Equal((HttpStatusCode.BadRequest, "must be 1: that is the only one there is."), (reply.Status, $"{reply.Json["errors"]!["format"]![0]}"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task With_a_format_and_without_a_size_is_400(string path)
    {
        var reply = await AskAsync(path, "format=1");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Contains("'ledgerSize'", $"{reply.Json["errors"]!["format"]![0]}", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Of_before_it_was_opened_is_404_and_stays_it(string path)
    {
        foreach (var nothing in (string[])["ledgerSize=0", "knownAt=1969-07-20T20:17:40Z", "knownAt=0001-01-01T00:00:00%2B14:00"])
        {
            var reply = await AskAsync(path, nothing);
            Assert.Equal(HttpStatusCode.NotFound, reply.Status);
            Assert.Matches("^No (party|issue|negotiation|statement) '.+' was on record yet when the ledger held 0 events\\.$", $"{reply.Json["detail"]}");
            Assert.Null(reply.Json["suggestions"]);
        }
    }

    [Fact]
    public async Task Of_what_was_never_opened_is_answered_as_if_it_had_been_later()
    {
        var (never, before) = (await AskAsync("parties/nobody/stances/BORDER?on=2025-08-09", "ledgerSize=0"), await AskAsync("parties/UPLAND/stances/BORDER?on=2025-08-09", "ledgerSize=0"));

        Assert.Equal(never.Problem, before.Problem);
        Assert.Equal($"{never.Json["detail"]}".Replace("nobody", _talks.Id("upland"), StringComparison.Ordinal), $"{before.Json["detail"]}");
    }

    [Theory]
    [InlineData("sinceKnownAt=2025-08-09T00:00:00Z&sinceLedgerSize=1", "sinceLedgerSize"), InlineData("sinceLedgerSize=x", "sinceLedgerSize"), InlineData("sinceKnownAt=x", "sinceKnownAt")]
    [InlineData("sinceLedgerSize=2&ledgerSize=1", "sinceLedgerSize"), InlineData("sinceLedgerSize=999999999", "sinceLedgerSize")]
    public async Task Of_what_changed_since_is_400_with_the_parameter(string query, string parameter)
    {
        var reply = await AskAsync("changes?sinceOn=2025-08-01&on=2025-08-09", query);

        Assert.Equal((HttpStatusCode.BadRequest, parameter), (reply.Status, Assert.Single(reply.Json["errors"]!.AsObject()).Key));
    }

    [Fact]
    public async Task Of_what_changed_since_a_moment_in_the_future_is_400()
    {
        var reply = await AskAsync("changes?sinceOn=2025-08-01&on=2025-08-09", "sinceKnownAt=2999-01-01T00:00:00Z");

        Assert.Equal(("in-the-future", "sinceKnownAt"), (reply.Problem, $"{reply.Json["field"]}"));
    }

    private Task<Reply> AskAsync(string path, string query) => _talks.Api.GetAsync($"/api/v1/{path}{(path.EndsWith('?') ? "" : "&")}{query}"
        .Replace("UPLAND", _talks.Id("upland"), StringComparison.Ordinal).Replace("BORDER", _talks.Id("border"), StringComparison.Ordinal)
        .Replace("TALKS", _talks.Negotiation, StringComparison.Ordinal).Replace("STATEMENT", _statement, StringComparison.Ordinal));
}
