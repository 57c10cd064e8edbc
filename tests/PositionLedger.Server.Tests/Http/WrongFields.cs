using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

/// <summary>Each field of each call that writes, filled in wrongly: 400 names the field, and nothing is written.</summary>
[Collection(SharedLedger.Name)]
public sealed class WrongFields(LedgerApp app, WriteCalls calls) : IClassFixture<WriteCalls>
{
    private static readonly string[] Scales =
        ["kind", "stance", "firmness", "attribution", "state", "otherwise", "authority", "rendering", "reliability"];

    public static TheoryData<string> Calls => WriteCalls.Names;

    [Theory, MemberData(nameof(Calls))]
    public async Task Of_another_type_are_refused_and_named(string name)
    {
        string[] alien = ["7", "true", "\"text\"", "{}", "[]", "[[]]", "3.5", "1e400", "99999999999999999999"];
        var call = calls[name];
        foreach (var path in JsonPaths.Of(call.NewBody()))
        {
            var kind = JsonPaths.Find(call.NewBody(), path).GetValueKind();
            foreach (var value in alien.Where(v => JsonNode.Parse(v)!.GetValueKind() != kind || v is "3.5" or "1e400" or "99999999999999999999" or "[[]]"))
                Assert.Matches("must be|is not one of", await RefusedAsync(call, path, With(call, path, JsonNode.Parse(value))));
        }
    }

    [Theory]
    [InlineData("open a party", "name", "true", "a string"), InlineData("open a party", "aliases", "true", "an array")]
    [InlineData("assess a report", "credibility", "true", "a whole number"), InlineData("record", "speaker", "true", "an object")]
    [InlineData("record a membership", "speaksFor", "7", "true or false"), InlineData("record a membership", "speaksFor", "\"true\"", "true or false")]
    public async Task Of_another_type_are_refused_with_the_type_that_they_have(string name, string path, string value, string type) =>
        Assert.Contains($"must be {type}.", await RefusedAsync(calls[name], path, With(calls[name], path, JsonNode.Parse(value))), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Calls))]
    public async Task That_are_missing_or_null_are_refused_and_named(string name)
    {
        var call = calls[name];
        foreach (var path in call.Required)
        {
            var without = call.NewBody();
            JsonPaths.Remove(without, path);
            await RefusedAsync(call, path, without);
            await RefusedAsync(call, path, With(call, path, null));
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Of_no_text_that_can_be_kept_are_refused_and_named(string name)
    {
        byte[][] unstorable = [@"a\u0000b"u8.ToArray(), @"a\ud800b"u8.ToArray(), @"a\udc00"u8.ToArray(), [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFF]];
        var call = calls[name];
        foreach (var path in JsonPaths.OfKind(call.NewBody(), JsonValueKind.String))
        {
            var around = With(call, path, "@@@").ToJsonString().Split("@@@");
            foreach (var text in unstorable)
                await RefusedAsync(call, path, [.. Encoding.UTF8.GetBytes(around[0]), .. text, .. Encoding.UTF8.GetBytes(around[1])]);
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task With_a_word_that_is_not_on_the_scale_are_refused_with_the_words_that_are(string name)
    {
        var call = calls[name];
        foreach (var path in JsonPaths.OfKind(call.NewBody(), JsonValueKind.String).Where(IsScale))
        {
            foreach (var word in (string[])["nonsense", JsonPaths.Find(call.NewBody(), path).GetValue<string>().ToUpperInvariant() + "X", "1", ""])
                Assert.Contains("is not one of", await RefusedAsync(call, path, With(call, path, word)), StringComparison.Ordinal);
        }

        bool IsScale(string path) => Scales.Contains(path.Split('.')[^1]) && (name, path) is not ("register a source", "kind");
    }

    [Theory]
    [InlineData("open a party", "id", "Ukraine"), InlineData("open a party", "id", "a--b"), InlineData("open a party", "id", "")]
    [InlineData("open a party", "id", "a*97"), InlineData("register an issue", "parent", "Not A Slug"), InlineData("record", "issue", "a_b")]
    [InlineData("record a membership", "bloc", "A bloc"), InlineData("record a succession", "to", "a_b"), InlineData("open a negotiation", "id", "a*97")]
    [InlineData("record a membership", "from", "2025-02-30"), InlineData("record a membership", "until", "0000-12-31"), InlineData("record a succession", "on", "2025-08")]
    [InlineData("open a negotiation", "title", "a*501"), InlineData("open a negotiation", "rounds[0].until", "tomorrow"), InlineData("open a negotiation", "rounds[0].venue", "a*201")]
    [InlineData("add a round", "title", "a*501"), InlineData("add a round", "venue", " "), InlineData("add a round", "from", ""), InlineData("add a round", "id", "-")]
    [InlineData("open a party", "name", "a*201"), InlineData("rename a party", "name", " "), InlineData("record", "key", "a*201")]
    [InlineData("record", "report.root", "-a"), InlineData("record", "report.chain[1]", "B"), InlineData("add a report", "source", "a*97")]
    [InlineData("record", "saidOn", "2025-02-30"), InlineData("record", "saidOn", "yesterday"), InlineData("record", "saidOn", "2025-08-09T14:30")]
    [InlineData("record", "saidOn", "9999-12-31T23:59:59-18:00"), InlineData("record", "effectiveUntil", "2025-02-30")]
    [InlineData("record", "effectiveUntil", "0000-01-01"), InlineData("record", "effectiveUntil", "99999-01-01"), InlineData("correct", "saidOn", "2025-13")]
    [InlineData("record", "report.publishedOn", "2025-06-31"), InlineData("record", "report.retrievedAt", "9999-12-31T23:59:59-18:00")]
    [InlineData("record", "report.retrievedAt", "2025-08-09T14:30:00"), InlineData("record", "report.retrievedAt", "-9998-01-01T00:00:00+18:00")]
    [InlineData("record", "report.url", "ftp://example.org"), InlineData("record", "report.url", "nonsense"), InlineData("record", "quote.language", "e n")]
    [InlineData("record", "quote.language", "--"), InlineData("record", "quote.original.language", "en-"), InlineData("record", "quote.language", "1")]
    [InlineData("record", "speaker.name", " "), InlineData("record", "speaker.role", ""), InlineData("correct", "quote.translator", "\t"), InlineData("register a source", "kind", " ")]
    [InlineData("record", "jointWith[0]", "Russia"), InlineData("retract", "only", "a b"), InlineData("record", "acknowledges[0]", "it")]
    [InlineData("assess a condition", "on", "2025-02-30"), InlineData("retract", "reason", ""), InlineData("retract", "reason", "a*2001")]
    public async Task Out_of_range_are_refused_and_named(string name, string path, string value) =>
        await RefusedAsync(calls[name], path, With(calls[name], path, value.StartsWith("a*", StringComparison.Ordinal) ? new('a', int.Parse(value[2..])) : value));

    [Theory]
    [InlineData("open a party", "aliases", 51), InlineData("record", "conditions", 21), InlineData("record", "report.chain", 21)]
    [InlineData("add a report", "chain", 21), InlineData("correct", "conditions", 21), InlineData("rename a party", "aliases", 51)]
    [InlineData("open a negotiation", "rounds", 201), InlineData("record", "jointWith", 30), InlineData("record", "acknowledges", 101)]
    public async Task With_too_many_items_are_refused_and_named(string name, string path, int count)
    {
        var item = JsonPaths.Find(calls[name].NewBody(), path)[0]!;
        var items = new JsonArray([.. Enumerable.Range(0, count).Select(_ => item.DeepClone())]);

        Assert.Contains($"has {count} items", await RefusedAsync(calls[name], path, With(calls[name], path, items)), StringComparison.Ordinal);
    }

    private static JsonObject With(WriteCall call, string path, JsonNode? value)
    {
        var body = call.NewBody();
        JsonPaths.Replace(body, path, value);
        return body;
    }

    private Task<string> RefusedAsync(WriteCall call, string path, JsonObject body) =>
        RefusedAsync(call, path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    private async Task<string> RefusedAsync(WriteCall call, string path, byte[] body)
    {
        var before = await Footprint.OfAsync(app);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        var reply = await call.SendAsync(Api.Of(app), content);

        var sent = $"{call.Path} {Encoding.UTF8.GetString(body)} → {(int)reply.Status} {reply.Text}";
        Assert.True(reply.Status == HttpStatusCode.BadRequest && reply.Problem == "invalid-request", sent);
        Assert.True(reply.Json["errors"]!.AsObject().Any(e => e.Key == path || e.Key.StartsWith(path + "[", StringComparison.Ordinal)), sent);
        Assert.Equal(before, await Footprint.OfAsync(app));
        return reply.Json["errors"]!.ToJsonString();
    }
}
