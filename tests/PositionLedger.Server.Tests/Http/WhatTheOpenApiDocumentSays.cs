using System.Text.Json.Nodes;
using PositionLedger.Server.Tests.Support;

namespace PositionLedger.Server.Tests.Http;

[Collection(SharedLedger.Name)]
public sealed class WhatTheOpenApiDocumentSays(LedgerApp app) : IAsyncLifetime
{
    private const string Statement = "/api/v1/statements/{id}";
    private const string Replay = "get /api/v1/parties/{party}/replay";

    private ServedDocument _document = null!;

    public async ValueTask InitializeAsync() => _document = await ServedDocument.OfAsync(app);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Asks_for_a_key_in_either_way_to_write_and_for_none_or_one_to_read()
    {
        var schemes = _document.Json["components"]!["securitySchemes"]!;
        Assert.Equal(("http", "bearer"), (schemes["bearer"]!["type"]!.ToString(), schemes["bearer"]!["scheme"]!.ToString()));
        Assert.Equal(("apiKey", "header", "X-Api-Key"),
            (schemes["apiKey"]!["type"]!.ToString(), schemes["apiKey"]!["in"]!.ToString(), schemes["apiKey"]!["name"]!.ToString()));
        Assert.All(_document.Operations, call => Assert.Equal(
            IsGet(call.Name) ? """[{},{"bearer":[]},{"apiKey":[]}]""" : """[{"bearer":[]},{"apiKey":[]}]""", call.Operation["security"]!.ToJsonString()));
    }

    [Fact]
    public void Names_of_every_call_what_any_call_can_meet_and_no_mistake_of_the_servers() => Assert.All(_document.Operations, call =>
    {
        var statuses = call.Operation["responses"]!.AsObject().Select(x => x.Key).ToArray();
        Assert.Subset(statuses.ToHashSet(), new HashSet<string> { "400", "401", "503" });
        Assert.DoesNotContain("500", statuses);
        Assert.Equal(statuses.Order(StringComparer.Ordinal), statuses);
    });

    [Fact]
    public void Requires_if_match_where_a_statement_is_changed_and_lets_it_be_sent_where_something_is_added()
    {
        var expected = new Dictionary<string, bool>
        {
            [$"post {Statement}/corrections"] = true,
            [$"post {Statement}/retractions"] = true,
            [$"post {Statement}/reinstatements"] = true,
            [$"post {Statement}/reports"] = false,
            [$"post {Statement}/reports/{{n}}/assessments"] = false,
            [$"post {Statement}/reports/{{n}}/retractions"] = false,
            [$"post {Statement}/conditions/{{n}}/assessments"] = false,
        };

        Assert.Equal(expected.OrderBy(x => x.Key, StringComparer.Ordinal), TakersOf("If-Match"));
    }

    [Fact]
    public void Lets_if_none_match_be_sent_with_every_export_and_every_question_that_is_not_streamed_and_answers_304()
    {
        var questions = _document.Operations.Where(call => IsGet(call.Name) && (call.Name.Contains("/exports/", StringComparison.Ordinal)
            || call.Operation["responses"]!["200"]!["content"]!.AsObject().All(content => content.Key == "application/json"))).ToArray();

        Assert.Equal(questions.Select(call => KeyValuePair.Create(call.Name, false)).OrderBy(x => x.Key, StringComparer.Ordinal), TakersOf("If-None-Match"));
        Assert.All(questions, call => Assert.NotNull(call.Operation["responses"]!["304"]!["headers"]!["ETag"]));
        Assert.All(questions, call => Assert.NotNull(call.Operation["responses"]!["200"]!["headers"]!["ETag"]));
        Assert.Null(_document.Operation(Replay)["responses"]!["304"] ?? _document.Operation(Replay)["responses"]!["200"]!["headers"]);
    }

    [Theory]
    [InlineData("get /api/v1/parties/{party}/stances/{issue}", "on", true, "string", "date")]
    [InlineData("get /api/v1/parties/{party}/stances/{issue}/explanation", "on", true, "string", "date")]
    [InlineData(Replay, "on", false, "string", "date"), InlineData(Replay, "from", false, "integer", "int64"), InlineData(Replay, "to", false, "integer", "int64")]
    [InlineData("get /api/v1/parties", "limit", false, "integer", "int32"), InlineData("get /api/v1/issues", "limit", false, "integer", "int32")]
    [InlineData("get /api/v1/negotiations", "limit", false, "integer", "int32")]
    public void Says_which_parameters_are_needed_and_what_they_are(string call, string name, bool isRequired, string type, string format)
    {
        var parameter = _document.Parameter(call, name)!;

        Assert.Equal(isRequired, parameter["required"]?.GetValue<bool>() == true);
        Assert.Equal((type, format), (parameter["schema"]!["type"]!.ToString(), parameter["schema"]!["format"]!.ToString()));
    }

    [Fact]
    public void Has_no_number_that_may_be_a_string() =>
        Assert.DoesNotContain(_document.Objects, x => x["pattern"] is not null || (x["type"] is JsonArray types && types.Count(t => t!.ToString() != "null") > 1));

    [Fact]
    public void Writes_days_and_instants_as_strings_and_nothing_else()
    {
        var day = _document.Schemas["StanceOnDate"]!["properties"]!["on"]!;
        var instant = _document.Schemas["SourceGrade"]!["properties"]!["recordedAt"]!;

        Assert.Equal("""{"type":"string","format":"date"}""", day.ToJsonString());
        Assert.Equal("""{"type":"string","format":"date-time"}""", instant.ToJsonString());
    }

    [Fact]
    public void Has_the_schemas_that_it_refers_to_and_no_other()
    {
        var referred = _document.Objects.Select(x => x["$ref"] as JsonValue).OfType<JsonValue>().Select(x => x.ToString()["#/components/schemas/".Length..]);

        Assert.Equal(_document.Schemas.Select(x => x.Key), referred.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Promises_every_member_of_an_answer()
    {
        var answers = _document.Schemas.Where(x => !x.Key.EndsWith("Request", StringComparison.Ordinal) && x.Key != "Problem" && x.Value!["properties"] is not null);

        Assert.All(answers, x => Assert.Equal(
            x.Value!["properties"]!.AsObject().Select(p => p.Key), x.Value["required"]!.AsArray().Select(p => p!.ToString())));
    }

    [Fact]
    public void Has_problems_with_all_their_members() => Assert.Equal(
        ["type", "title", "status", "detail", "errors", "field", "subject", "suggestions", "traceId"],
        _document.Schemas["Problem"]!["properties"]!.AsObject().Select(x => x.Key));

    private static bool IsGet(string name) => name.StartsWith("get ", StringComparison.Ordinal);

    private IEnumerable<KeyValuePair<string, bool>> TakersOf(string header) =>
        from call in _document.Operations.OrderBy(x => x.Name, StringComparer.Ordinal)
        let parameter = _document.Parameter(call.Name, header)
        where parameter is not null
        select KeyValuePair.Create(call.Name, parameter["required"]?.GetValue<bool>() == true);
}
