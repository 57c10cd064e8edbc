using System.Text.Json;
using System.Text.Json.Serialization;

namespace PositionLedger.Server.Store.Json;

/// <summary>Reads a list of ids that may also be sent as a single one.</summary>
internal sealed class OneOrMoreIdsConverter : JsonConverter<Guid[]>
{
    public override Guid[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String
                ? [JsonSerializer.Deserialize<Guid>(ref reader, options)]
                : JsonSerializer.Deserialize<Guid[]>(ref reader, options);
        }
        catch (JsonException e)
        {
            // Its path begins here; a new one gets the path to here from the serializer.
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Guid[] value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options);
}
