using System.Net.Http.Headers;
using System.Text;
using PositionLedger.Server.Http;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

/// <summary>Bodies that are wrong as a whole, sent to each call that writes: refused with problem details, nothing is written.</summary>
[Collection(SharedLedger.Name)]
public sealed class WrongBodies(LedgerApp app, WriteCalls calls) : IClassFixture<WriteCalls>
{
    private const string Malformed = "malformed-json";

    private static readonly Dictionary<string, (int Status, string Code, Func<string, HttpContent?> Make)> Mistakes = new()
    {
        ["cut off"] = (400, Malformed, body => Json(body[..^1])),
        ["no JSON"] = (400, Malformed, _ => Json("name=New")),
        ["a trailing comma"] = (400, Malformed, body => Json(body.TrimEnd()[..^1] + ",}")),
        ["a comment"] = (400, Malformed, body => Json("/* hello */" + body)),
        ["two values"] = (400, Malformed, body => Json(body + body)),
        ["single quotes"] = (400, Malformed, body => Json(body.Replace('"', '\''))),
        ["nothing"] = (400, Malformed, _ => Json("")),
        ["null"] = (400, Malformed, _ => Json("null")),
        ["NaN"] = (400, "*", body => Json(Extended(body, "\"more\": NaN"))),
        ["an array"] = (400, "invalid-request", body => Json($"[{body}]")),
        ["a string"] = (400, "invalid-request", _ => Json("\"text\"")),
        ["a number"] = (400, "invalid-request", _ => Json("7")),
        ["an empty object"] = (400, "invalid-request", _ => Json("{}")),
        ["an unknown field"] = (400, "invalid-request", body => Json(Extended(body, "\"more\": 1"))),
        ["a field in other case"] = (400, "invalid-request", body => Json(Extended(body, "\"Reason\": \"x\""))),
        ["metadata"] = (400, "invalid-request", body => Json(Extended(body, "\"recordedBy\": \"somebody else\""))),
        ["a recording time"] = (400, "invalid-request", body => Json(Extended(body, "\"recordedAt\": \"1999-01-01T00:00:00Z\""))),
        ["an unpaired surrogate in a name"] = (400, "*", body => Json(Extended(body, "\"\\ud800\": 1"))),
        ["a name twice"] = (400, "invalid-request", body => Json(Twice(body))),
        ["a name twice, once escaped"] = (400, "invalid-request", body => Json(Twice(body, $"\\u{(int)Name(body)[0]:x4}{Name(body)[1..]}"))),
        ["2000 deep arrays"] = (400, "*", body => Json(Extended(body, $"\"more\": {new string('[', 2000)}{new string(']', 2000)}"))),
        ["2000 deep objects"] = (400, "*", _ => Json(string.Concat(Enumerable.Repeat("{\"report\":", 2000)) + "1" + new string('}', 2000))),
        ["a byte order mark"] = (400, Malformed, body => Bytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)])),
        ["UTF-16"] = (400, Malformed, body => Bytes(Encoding.Unicode.GetBytes(body))),
        ["UTF-16, declared"] = (415, "unsupported-media-type", body => Bytes(Encoding.Unicode.GetBytes(body), "application/json; charset=utf-16")),
        ["no UTF-8"] = (400, "*", body => Bytes([.. Encoding.UTF8.GetBytes(body[..^1]), 0xFF, 0xFE, (byte)'}'])),
        ["plain text"] = (415, "unsupported-media-type", body => new StringContent(body, Encoding.UTF8, "text/plain")),
        ["a form"] = (415, "unsupported-media-type", body => new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded")),
        ["no content type"] = (415, "unsupported-media-type", body => new ByteArrayContent(Encoding.UTF8.GetBytes(body))),
        ["no body at all"] = (415, "unsupported-media-type", _ => null),
        ["gzip"] = (415, "unsupported-media-type", body => Bytes([0x1F, 0x8B, 8, 0], encoding: "gzip")),
        ["too long, with its length"] = (413, "too-large", body => Json(body + new string(' ', RequestBody.MaxLength))),
        ["too long, in chunks"] = (413, "too-large", body => new Chunked(Encoding.UTF8.GetBytes(body + new string(' ', RequestBody.MaxLength)))),
    };

    public static TheoryData<string, string> All =>
        [.. WriteCalls.Names.SelectMany(call => Mistakes.Keys.Select(mistake => new TheoryDataRow<string, string>(call.Data, mistake)))];

    [Theory, MemberData(nameof(All))]
    public async Task Are_refused(string call, string mistake)
    {
        var (status, code, make) = Mistakes[mistake];
        var before = await Footprint.OfAsync(app);

        var reply = await calls[call].SendAsync(Api.Of(app), make(calls[call].Body));

        Assert.Equal((status, code == "*" ? reply.Problem : code, "application/problem+json"), ((int)reply.Status, reply.Problem, reply.ContentType));
        Assert.NotEmpty(reply.Json["detail"]!.GetValue<string>());
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(before, await Footprint.OfAsync(app));
    }

    [Theory]
    [InlineData("record", "speaker"), InlineData("record", "quote"), InlineData("record", "report"), InlineData("correct", "quote")]
    public async Task With_a_name_twice_deep_inside_are_refused(string call, string inside)
    {
        var body = calls[call].NewBody();
        var text = body.ToJsonString();
        var inner = body[inside]!.ToJsonString();

        var reply = await calls[call].SendAsync(Api.Of(app), Json(text.Replace(inner, Twice(inner), StringComparison.Ordinal)));

        Assert.Equal((400, "invalid-request"), ((int)reply.Status, reply.Problem));
        Assert.StartsWith($"{inside}.", Assert.Single(reply.Json["errors"]!.AsObject()).Key, StringComparison.Ordinal);
    }

    private static string Name(string body) => body.Split('"')[1];

    private static string Extended(string body, string more) => $"{body.TrimEnd()[..^1]}, {more}}}";

    private static string Twice(string body, string? written = null) => $"{{\"{written ?? Name(body)}\": \"first\", {body.TrimStart()[1..]}";

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static ByteArrayContent Bytes(byte[] body, string contentType = "application/json", string? encoding = null)
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    /// <summary>A body that doesn't say how long it is.</summary>
    private sealed class Chunked : StreamContent
    {
        public Chunked(byte[] body)
            : base(new MemoryStream(body)) => Headers.ContentType = new("application/json");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
