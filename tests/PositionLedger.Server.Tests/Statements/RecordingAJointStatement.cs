using System.Net;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Statements;

[Collection(SharedLedger.Name)]
public sealed class RecordingAJointStatement(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Cell _ours = null!;
    private Cell _theirs = null!;

    public async ValueTask InitializeAsync()
    {
        _ours = await Given.CellAsync(_api);
        _theirs = (await Given.CellAsync(_api)) with { Issue = _ours.Issue };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_joint_statement_in_two_streams()
    {
        var reply = await RecordAsync();

        var copies = reply.Copies();
        Assert.Equal([_ours.Party, _theirs.Party], reply.Json["joint"]!.AsArray().Select(copy => copy!["party"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.Created, "\"1\"", copies[_ours.Party]), (reply.Status, reply.ETag, reply.Headers.Location?.ToString()));
        Assert.Equal([1, 1], reply.CopyRevisions());
        foreach (var cell in new[] { _ours, _theirs })
        {
            var shown = await _api.GetAsync(copies[cell.Party]);
            Assert.Equal((cell.Party, "summit"), (shown.Json["party"]!.GetValue<string>(), shown.Json["key"]!.GetValue<string>()));
            Assert.Equal(copies, shown.Copies());
            var stance = await _api.GetAsync(cell.StancePath("2025-08-09"));
            Assert.Equal(("rejects", Jointly.IdOf(copies[cell.Party])),
                (stance.Json["stance"]!.GetValue<string>(), stance.Json["governedBy"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Of_one_party_names_no_copies()
    {
        var reply = await _api.PostAsync(_ours.StatementsPath, _ours.Statement().With());

        Assert.Empty(reply.Copies());
        Assert.Empty((await _api.GetAsync(reply.Headers.Location!.ToString())).Copies());
    }

    [Fact]
    public async Task Again_with_its_key_answers_the_first_from_whichever_holder()
    {
        var first = (await RecordAsync()).Copies();
        var before = await Footprint.OfAsync(app);

        var again = await _api.PostAsync(_ours.StatementsPath, _ours.Statement(key: "summit").With(_theirs.Party));
        var theirs = await _api.PostAsync(_theirs.StatementsPath, _ours.Statement(key: "summit").With(_ours.Party));

        Assert.Equal((HttpStatusCode.OK, first[_ours.Party]), (again.Status, again.Headers.Location?.ToString()));
        Assert.Equal((HttpStatusCode.OK, first[_theirs.Party]), (theirs.Status, theirs.Headers.Location?.ToString()));
        Assert.Equal(first, again.Copies());
        Assert.Null(again.Json["recordedAt"]);
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Fact]
    public async Task Again_with_its_key_and_other_content_or_holders_is_a_conflict_for_all()
    {
        var (first, another) = ((await RecordAsync()).Copies(), await Given.CellAsync(_api));
        await another.RecordAsync(another.Statement(key: "theirs"));

        await RefusedAsync(_ours.Statement(key: "summit", quote: "Other words.").With(_theirs.Party), 409, "key-conflict", "key", first[_ours.Party]);
        await RefusedAsync(_ours.Statement(key: "summit").With(another.Party), 409, "key-conflict", "key", first[_ours.Party]);
        await RefusedAsync(_ours.Statement(key: "summit").With(_theirs.Party, another.Party), 409, "key-conflict", "key", first[_ours.Party]);
        await RefusedAsync(_ours.Statement(key: "summit"), 409, "key-conflict", "key", first[_ours.Party]);
        await RefusedAsync(_ours.Statement(key: "theirs").With(_theirs.Party, another.Party), 409, "key-conflict", "key", null);
    }

    [Fact]
    public async Task With_a_holder_that_cannot_be_one_is_refused_and_named()
    {
        await RefusedAsync(_ours.Statement().With(_ours.Party), 422, "joint-with-itself", "jointWith[0]", _ours.Party);
        await RefusedAsync(_ours.Statement().With(_theirs.Party, _theirs.Party), 422, "joint-party-twice", "jointWith[1]", _theirs.Party);
        var unknown = await RefusedAsync(_ours.Statement().With(_theirs.Party, $"{_theirs.Party}s"), 422, "unknown-party", "jointWith[1]", $"{_theirs.Party}s");
        Assert.Equal(_theirs.Party, unknown.Json["suggestions"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Refused_for_the_last_holder_leaves_nothing_in_any_stream()
    {
        await _theirs.RecordAsync(_theirs.Statement(key: "summit", quote: "Other words."));

        var refused = await RefusedAsync(_ours.Statement(key: "summit").With(_theirs.Party), 409, "key-conflict", "key", null);

        Assert.StartsWith($"For '{_theirs.Party}': ", refused.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("undeclared", (await _api.GetAsync(_ours.StancePath("2025-08-09"))).Json["stance"]!.GetValue<string>());
    }

    [Fact]
    public async Task Refers_in_each_stream_to_the_copy_there_and_is_refused_where_there_is_none()
    {
        var target = (await RecordAsync()).Copies();
        var alone = await _ours.RecordAsync();
        var act = _ours.Statement("open", "2025-08-10").With(_theirs.Party);
        act["kind"] = "walkBack";

        act["refersTo"] = Jointly.IdOf(alone);
        await RefusedAsync(act, 422, "no-copy-to-refer-to", "refersTo", alone);
        act["refersTo"] = Jointly.IdOf(target[_ours.Party]);
        var copies = (await Given.Created(_api.PostAsync(_ours.StatementsPath, act))).Copies();

        foreach (var party in new[] { _ours.Party, _theirs.Party })
            Assert.Equal(Jointly.IdOf(target[party]), (await _api.GetAsync(copies[party])).Json["refersTo"]!.GetValue<string>());
        Assert.Equal("open", (await _api.GetAsync(_theirs.StancePath("2025-08-10"))).Json["stance"]!.GetValue<string>());
    }

    [Fact]
    public async Task By_as_many_as_may_is_fine()
    {
        var others = await Task.WhenAll(Enumerable.Range(0, 29).Select(_ => Given.CellAsync(_api)));

        var reply = await Given.Created(_api.PostAsync(_ours.StatementsPath, _ours.Statement().With([.. others.Select(other => other.Party)])));

        Assert.Equal(30, reply.Copies().Count);
        Assert.Equal([.. Enumerable.Repeat(2, 30)],
            (await _api.PostAsync($"{reply.Headers.Location}/reports", new { source = _ours.Source, root = "office" })).CopyRevisions());
    }

    private Task<Reply> RecordAsync() =>
        Given.Created(_api.PostAsync(_ours.StatementsPath, _ours.Statement(key: "summit").With(_theirs.Party)));

    private async Task<Reply> RefusedAsync(object body, int status, string code, string field, string? subject)
    {
        var before = await Footprint.OfAsync(app);
        var reply = await _api.PostAsync(_ours.StatementsPath, body);

        Assert.Equal((status, code, field), ((int)reply.Status, reply.Problem, reply.Json["field"]?.GetValue<string>()));
        if (subject is not null)
            Assert.Equal(Jointly.IdOf(subject), reply.Json["subject"]!.GetValue<string>());
        Assert.Equal(before, await Footprint.OfAsync(app));
        return reply;
    }
}
