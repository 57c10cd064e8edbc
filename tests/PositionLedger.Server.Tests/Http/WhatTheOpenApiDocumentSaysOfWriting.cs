using System.Net;
using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

/// <summary>What the OpenAPI document says of the calls that write, compared with what the server does.</summary>
[Collection(SharedLedger.Name)]
public sealed class WhatTheOpenApiDocumentSaysOfWriting(LedgerApp app) : IAsyncLifetime
{
    private readonly WriteCalls _calls = new(app);
    private ServedDocument _document = null!;

    public static TheoryData<string> Calls => WriteCalls.Names;

    public static TheoryData<string> Corrected { get; } =
    [
        "speaker", "kind", "stance", "firmness", "conditions", "saidOn", "effectiveUntil", "denies", "quote", "attribution", "report",
    ];

    public async ValueTask InitializeAsync()
    {
        _document = await ServedDocument.OfAsync(app);
        await _calls.InitializeAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, MemberData(nameof(Calls))]
    public void Marks_the_fields_that_cannot_be_left_out(string name) =>
        Assert.Equal(_calls[name].Required.Order(StringComparer.Ordinal), Required(BodyOf(_calls[name]), "").Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Calls))]
    public void Knows_every_field_and_no_other(string name)
    {
        var known = _document.Resolve(BodyOf(_calls[name]))["properties"]!.AsObject().Select(x => x.Key);
        // What a statement can't have beside a stance.
        string[] exclusive = name is "record" or "correct" ? ["refersTo", "denies"] : [];

        Assert.Equal(_calls[name].NewBody().Select(x => x.Key).Order(StringComparer.Ordinal), known.Except(exclusive).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Names_the_status_and_the_headers_of_the_answer(string name)
    {
        var call = _calls[name];
        var reply = await call.SendAsync(Api.Of(app), Api.Json(call.Body));

        Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, reply.Text);
        var headers = _document.OperationOf(call.Method, call.Path)["responses"]![$"{(int)reply.Status}"]!["headers"];
        Assert.Equal(reply.ETag is not null, headers?["ETag"] is not null);
        Assert.Equal(reply.Headers.Location is not null, headers?["Location"] is not null);
    }

    [Theory, MemberData(nameof(Corrected))]
    public async Task Says_which_fields_of_a_correction_null_empties(string field)
    {
        var call = _calls["correct"];
        var reply = await call.SendAsync(Api.Of(app), Api.Json(new JsonObject { ["reason"] = "a slip", [field] = null }.ToJsonString()));
        var schema = _document.Resolve(BodyOf(call))["properties"]![field]!;

        Assert.Equal(reply.Status != HttpStatusCode.BadRequest, ServedDocument.IsNullable(schema));
        Assert.StartsWith("Overwrites the whole field; left out keeps it.", schema["description"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stance", "stance", "rejects, leansAgainst, open, leansFor, accepts, declinesToSay, ambiguous")]
    [InlineData("Firmness", "firmness", "floated, preferred, stated, committed, redLine")]
    public async Task Names_the_words_of_a_scale_from_the_lowest_as_the_refusal_of_another_does(string scale, string field, string words)
    {
        var body = _calls["record"].NewBody();
        body[field] = "nonsense";
        var reply = await _calls["record"].SendAsync(Api.Of(app), Api.Json(body.ToJsonString()));

        Assert.Contains($"is not one of {words}.", reply.Json["errors"]![field]![0]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(words, string.Join(", ", _document.Schemas[scale]!["enum"]!.AsArray().Select(x => x!.ToString())));
    }

    private JsonNode BodyOf(WriteCall call) => _document.OperationOf(call.Method, call.Path)["requestBody"]!["content"]!["application/json"]!["schema"]!;

    private IEnumerable<string> Required(JsonNode schema, string path)
    {
        var resolved = _document.Resolve(schema);
        if (resolved["items"] is { } items)
            return Required(items, $"{path}[0]");

        var prefix = path.Length == 0 ? "" : $"{path}.";
        var here = resolved["required"]?.AsArray().Select(x => prefix + x!.ToString()) ?? [];
        return [.. here, .. (resolved["properties"]?.AsObject() ?? []).SelectMany(x => Required(x.Value!, prefix + x.Key))];
    }
}
