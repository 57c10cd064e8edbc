using System.Text.Encodings.Web;
using System.Text.Json;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Exports;

/// <summary>A line of a lossless export: the call that would record an event, and where it goes.</summary>
/// <param name="Record">Which call.</param>
/// <param name="Body">The request of that call.</param>
internal sealed record ExportLine(string Record, Guid Event, object Body)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where it goes, in the order in which it is written.</summary>
    public IReadOnlyList<(string Name, object Value)> Where { get; init; } = [];

    /// <summary>The streams in which it has an event: several of a joint statement, and otherwise one.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>What must stand before it besides the earlier lines of its streams.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What may be needed and stands from here on.</summary>
    public IReadOnlyList<string> Gives { get; init; } = [];

    /// <summary>What stood and may not be needed from here on.</summary>
    public string? Takes { get; init; }

    /// <summary>What is needed by whoever acknowledges a retracted statement.</summary>
    public static string Retraction(Guid statement) => $"retraction/{statement}";

    /// <summary>The line with its end.</summary>
    public byte[] Utf8()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("record", Record);
            json.WriteString("event", Event);
            foreach (var (name, value) in Where)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, value.GetType(), WireJson.Stored);
            }

            foreach (var member in JsonSerializer.SerializeToElement(Body, Body.GetType(), WireJson.Stored).EnumerateObject())
                member.WriteTo(json);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
