using System.Text.Json;
using System.Text.Json.Serialization;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.Json;

/// <summary>Writes a said-on as its EDTF text; its days are derived again when it is read.</summary>
internal sealed class SaidOnConverter : JsonConverter<SaidOn>
{
    public override SaidOn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SaidOn.TryParse(reader.GetString()!) ?? throw new JsonException("This is no EDTF date and no instant.");

    public override void Write(Utf8JsonWriter writer, SaidOn value, JsonSerializerOptions options) => writer.WriteStringValue(value.Edtf);
}
