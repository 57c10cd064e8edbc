using System.Text.Json;
using System.Text.Json.Nodes;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Imports;

/// <summary>Reads lines of NDJSON: each is the JSON of the call that would record it, with where it goes.</summary>
internal sealed class NdjsonLines(ImportOptions options)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The lines that aren't blank.</summary>
    /// <param name="first">The number of the first line, from 1.</param>
    public IEnumerable<ImportLine> Read(ReadOnlyMemory<byte> text, long first)
    {
        for (var number = first; text.Length > 0; number++)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.Span.ContainsAnyExcept(" \t\r"u8))
                yield return Read(number, line.Span);
        }
    }

    private ImportLine Read(long number, ReadOnlySpan<byte> line)
    {
        var fields = new Fields();
        try
        {
            var command = Command(line, fields);
            return fields.Errors.Count == 0
                ? new(number, command, [])
                : new(number, null, [.. fields.Errors.SelectMany(e => e.Value, (e, why) => new LineRefusal(number, e.Key, LineRefusal.Invalid, why))]);
        }
        catch (JsonException e)
        {
            var mistake = JsonMistake.Of(e);
            return mistake.Field is { } field
                ? ImportLine.Refused(number, field, LineRefusal.Invalid, mistake.Why)
                : ImportLine.Refused(number, null, JsonMistake.Malformed, $"The line is not the JSON of one object{mistake.Why.Replace("line 1, ", "", StringComparison.Ordinal)}");
        }
    }

    private LineCommand? Command(ReadOnlySpan<byte> line, Fields fields)
    {
        // By far the most lines are statements that don't say so.
        if (line.IndexOf("\"record\""u8) < 0)
            return Statement(JsonSerializer.Deserialize<StatementLine>(line, WireJson.Requests), fields);

        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        if (reader.Read() || document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("must be one object.");
        var members = JsonNode.Parse(line, null, Strict)!.AsObject();
        return members["record"] is null || members["record"]!.ToString() == RecordedLine.Statement
            ? Statement(members.Deserialize<StatementLine>(WireJson.Requests), fields)
            : new RecordedLine(members, fields).Read();
    }

    private LineCommand Statement(StatementLine? line, Fields fields)
    {
        var statement = options.Complete(line ?? throw new JsonException("must be an object."));
        return LineCommand.Of(statement.Command(fields), statement.EventIds);
    }
}
