using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Domain.Audit;
using PositionLedger.Server.Audit.Sealing;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Audit.Evidence;

/// <summary>What is in a bundle, and when there is none.</summary>
[Collection(SharedLedger.Name)]
public sealed class AskingForABundle(LedgerApp app) : IAsyncLifetime
{
    private readonly Api _api = Api.Of(app);
    private Talks _talks = null!;

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync(_api, ["bloc", "league", "member", "neighbour"], ["border", "other"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Encloses_the_answer_and_its_explanation_byte_for_byte_as_their_permalinks_give_them()
    {
        await _talks.SaysAsync("member", "border", "accepts", "2025-08-01");

        var bundle = await Bundle.OfAsync(app, _talks.Cell("member", "border"), "2025-08-09", "&policy=latest-first/1&format=1");

        Assert.Equal("latest-first/1", $"{bundle.Json("answer.json")["policy"]}");
        foreach (var name in (string[])["answer.json", "explanation.json"])
            Assert.Equal((await _api.GetAsync($"{bundle.Json(name)["permalink"]}")).Text, bundle.Files[name]);
    }

    [Fact]
    public async Task Encloses_every_event_that_the_answer_rests_on_and_no_other()
    {
        var said = await _talks.SaysAsync("member", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("member", "other", "accepts", "2025-08-01");
        await _talks.SaysAsync("neighbour", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("league", "border", "accepts", "2025-08-01");
        await _talks.AmendAsync(said, "retractions", new { reason = "a hoax" });
        await _talks.SpeaksForAsync("league", "member", "2025-01-01", speaksFor: false);
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        await _talks.AmendAsync(await _talks.SaysAsync("bloc", "border", "open", "2025-08-02"), "corrections", new { reason = "a slip", stance = "rejects" });
        await _talks.GradeAsync("C");
        var size = await SealedLedger.IsSealedAsync(app);
        await _talks.SaysAsync("member", "border", "rejects", "2025-08-03");
        await SealedLedger.IsSealedAsync(app);

        var bundle = await Bundle.OfAsync(app, Bundle.Path(_talks.Cell("member", "border"), "2025-08-09", size));

        Assert.Equal(
            [
                "bloc party.opened.v1", "bloc statement.corrected.v1", "bloc statement.recorded.v1", "border issue.registered.v1",
                "member membership.recorded.v1", "member membership.recorded.v1", "member party.opened.v1", "member statement.recorded.v1",
                "member statement.retracted.v1", "source source.graded.v1", "source source.registered.v1",
            ],
            bundle.Events.Select(e => $"{e["stream"]!.ToString().Split('/')[1].Split('-')[0]} {e["type"]}").Order(StringComparer.Ordinal));
        Assert.Equal(("rejects", size), ($"{bundle.Json("answer.json")["stance"]}", (long)bundle.Json("answer.json")["ledger"]!["size"]!));
    }

    [Fact]
    public async Task Replays_the_stance_after_each_event_as_the_permalinks_of_those_sizes_answer_it()
    {
        await _talks.SpeaksForAsync("bloc", "member", "2025-01-01");
        var said = await _talks.SaysAsync("bloc", "border", "accepts", "2025-08-01");
        await _talks.SaysAsync("member", "border", "leansFor", "2025-08-02", statement => statement["attribution"] = "leak");
        await _talks.SaysAsync("bloc", "border", "rejects", "2025-08-01");
        await _talks.AmendAsync(said, "retractions", new { reason = "a hoax" });
        await _talks.GradeAsync("E");

        var replay = (await Bundle.OfAsync(app, _talks.Cell("member", "border"), "2025-08-09")).Replay;

        Assert.Equal(["undeclared", "accepts", "contested", "rejects", "undeclared"], Turns(replay));
        foreach (var step in replay.Where(step => $"{step["type"]}" is not "source.registered.v1").Skip(2))
            Assert.Equal(await AnsweredAsync(step), step["stance"]!.ToJsonString());
    }

    [Fact]
    public async Task Has_the_smallest_checkpoint_that_covers_the_size_and_the_keys_that_signed_it()
    {
        var size = await SealedLedger.IsSealedAsync(app);
        await _talks.SaysAsync("member", "border", "accepts", "2025-08-01");
        await SealedLedger.IsSealedAsync(app);

        var bundle = await Bundle.OfAsync(app, Bundle.Path(_talks.Cell("member", "border"), "2025-08-09", size));

        var note = SignedNote.TryParse(bundle.Files["checkpoint"])!;
        Assert.Equal(size, Checkpoint.TryParse(note.Text)!.Size);
        Assert.Equal((await _api.GetAsync("/api/v1/audit/key")).Text, bundle.Files["keys.vkey"]);
        Assert.True(note.IsSignedBy(VerifierKey.TryParse(bundle.Files["keys.vkey"].Trim())!, Ed25519.Check));
        Assert.DoesNotContain("consistency.json", bundle.Files.Keys);
    }

    [Fact]
    public async Task Tells_of_provenance_in_the_terms_of_prov()
    {
        var said = await _talks.SaysAsync("member", "border", "accepts", "2025-08-01");
        await _talks.AmendAsync(said, "retractions", new { reason = "a hoax" });

        var crate = (await Bundle.OfAsync(app, _talks.Cell("member", "border"), "2025-08-09")).Json("ro-crate-metadata.json")["@graph"]!.AsArray()
            .ToDictionary(entity => entity!["@id"]!.ToString(), entity => entity!);

        var (statement, retraction) = (crate[$"#statement/{said}"], crate.Values.Single(entity => $"{entity["name"]}" == "statement.retracted.v1"));
        var recording = crate[Ref(statement["wasGeneratedBy"])];
        Assert.Equal(["Entity", "Activity", "Activity"], new[] { statement, recording, retraction }.Select(entity => $"{entity["@type"]}"));
        Assert.Equal(("Agent", "A source"), ($"{crate[Ref(statement["wasAttributedTo"])]["@type"]}", $"{crate[Ref(statement["wasAttributedTo"])]["name"]}"));
        Assert.Equal("key:administrator", $"{crate[Ref(recording["wasAssociatedWith"])]["name"]}");
        Assert.Equal($"#statement/{said}", Ref(retraction["used"]));
        Assert.All(crate["./"]["hasPart"]!.AsArray(), part => Assert.Equal("File", $"{crate[Ref(part)]["@type"]}"));
    }

    [Theory]
    [InlineData("party=member&issue=border&on=2025-08-09", "ledgerSize"), InlineData("issue=border&on=2025-08-09&ledgerSize=1", "party")]
    [InlineData("party=member&on=2025-08-09&ledgerSize=1", "issue"), InlineData("party=member&issue=border&ledgerSize=1", "on")]
    [InlineData("party=member&issue=border&on=2025-08-09&ledgerSize=999999999", "ledgerSize")]
    [InlineData("party=member&issue=border&on=2025-08-09&ledgerSize=1&format=2", "format")]
    public async Task Is_refused_where_it_does_not_say_which_answer_is_meant_or_that_is_not_sealed(string query, string field)
    {
        var reply = await _api.GetAsync($"/api/v1/audit/bundles?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (reply.Status, reply.Problem));
        Assert.Equal([field], reply.Json["errors"]!.AsObject().Select(x => x.Key));
    }

    [Theory]
    [InlineData("member", "border", "party"), InlineData("member", "border", "issue")]
    public async Task Suggests_what_was_meant_where_there_is_no_such_party_or_issue(string party, string issue, string misspelt)
    {
        var size = await SealedLedger.IsSealedAsync(app);
        var cell = _talks.Cell(party, issue);
        var wrong = misspelt == "party" ? cell with { Party = cell.Party + "x" } : cell with { Issue = cell.Issue + "x" };

        var reply = await _api.GetAsync(Bundle.Path(wrong, "2025-08-09", size));

        Assert.Equal((HttpStatusCode.NotFound, $"unknown-{misspelt}"), (reply.Status, reply.Problem));
        Assert.Contains(misspelt == "party" ? cell.Party : cell.Issue, reply.Json["suggestions"]!.AsArray().Select(near => $"{near}"));
    }

    [Fact]
    public async Task Is_not_there_for_a_size_at_which_the_party_was_not_on_record_yet()
    {
        var reply = await _api.GetAsync(Bundle.Path(_talks.Cell("member", "border"), "2025-08-09", 0));

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
    }

    private static string Ref(JsonNode? reference) => reference!["@id"]!.ToString();

    private static string[] Turns(IEnumerable<JsonNode> replay)
    {
        var turns = new List<string>();
        foreach (var stance in replay.Select(step => $"{step["stance"]!["stance"]}"))
        {
            if (turns.Count == 0 || turns[^1] != stance)
                turns.Add(stance);
        }

        return [.. turns];
    }

    /// <summary>The answer of the ledger that ended with an event, without what isn't its stance.</summary>
    private async Task<string> AnsweredAsync(JsonNode step)
    {
        var answer = (await _talks.StanceAsync("member", "border", "2025-08-09", $"&ledgerSize={(long)step["leaf"]! + 1}")).AsObject();
        foreach (var name in (string[])["on", "policy", "ledger", "permalink"])
            answer.Remove(name);
        return answer.ToJsonString();
    }
}
