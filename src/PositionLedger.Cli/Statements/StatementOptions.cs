using System.CommandLine;
using System.Text.Json.Nodes;

namespace PositionLedger.Cli.Statements;

/// <summary>An option for each field of a statement, and a file that they overwrite.</summary>
internal sealed class StatementOptions
{
    private readonly (StatementField Field, Option<string?> Option)[] _fields;

    private readonly Option<string[]> _conditions = new("--condition")
    {
        Description =
            "What it depends on: a text, or JSON such as {\"text\":\"…\",\"otherwise\":\"rejects\"}; may be given several times.",
        HelpName = "TEXT|JSON",
    };

    private readonly Option<string?> _file = new("--file")
    {
        Description = "The body of the call in JSON, - for standard input; options overwrite it.", HelpName = "FILE",
    };

    public StatementOptions(IEnumerable<StatementField> fields) => _fields = [.. fields.Select(field => (field, FieldOption.Of(field)))];

    public void AddTo(Command command)
    {
        foreach (var (_, option) in _fields)
            command.Options.Add(option);
        command.Options.Add(_conditions);
        command.Options.Add(_file);
    }

    /// <summary>What the file says, without the options.</summary>
    public Task<JsonObject> FileAsync(ParseResult parsed, Surroundings around, CancellationToken cancel) =>
        parsed.GetValue(_file) is { } file ? JsonFile.ReadAsync(file, around, cancel) : Task.FromResult(new JsonObject());

    /// <summary>What the options set, each with its path in the body.</summary>
    public IReadOnlyList<(string Path, JsonNode? Value)> Given(ParseResult parsed)
    {
        var given = _fields.Select(one => (one.Field, Value: parsed.GetValue(one.Option))).Where(one => one.Value is not null)
            .Select(one => (one.Field.Path, one.Field.Read(one.Value!))).ToList();
        if (parsed.GetValue(_conditions) is { Length: > 0 } conditions)
            given.Add(("conditions", new JsonArray([.. conditions.Select(Condition)])));
        return given;
    }

    private static JsonNode Condition(string given) =>
        given.StartsWith('{') ? JsonFile.Parse(given, "--condition") : new JsonObject { ["text"] = given };
}
