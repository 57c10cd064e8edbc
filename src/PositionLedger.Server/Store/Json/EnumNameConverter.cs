using System.Text.Json;
using System.Text.Json.Serialization;
using PositionLedger.Domain.Sources;

namespace PositionLedger.Server.Store.Json;

/// <summary>Writes the scales as their words (<c>redLine</c>, <c>B</c>) and says which words there are when it reads another.</summary>
internal sealed class EnumNameConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsEnum && typeToConvert.Namespace!.StartsWith(nameof(PositionLedger), StringComparison.Ordinal);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> Values = Words.Scale<T>.Values;
        private static readonly Dictionary<T, JsonEncodedText> Names = Values.ToDictionary(x => x.Value, x => JsonEncodedText.Encode(x.Key));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException($"must be one of {string.Join(", ", Values.Keys)}.");

            var text = reader.GetString()!;
            return Values.TryGetValue(text, out var value)
                ? value
                : throw new JsonException($"'{Excerpt.Of(text, 40)}' is not one of {string.Join(", ", Values.Keys)}.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Names[value]);
    }
}

/// <summary>The words of the scales, as they are written everywhere outside the code.</summary>
public static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => typeof(T) == typeof(Reliability) ? value.ToString() : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The value of a word; null where the scale has no such word.</summary>
    public static T? Find<T>(string word)
        where T : struct, Enum => Scale<T>.Values.TryGetValue(word, out var value) ? value : null;

    /// <summary>All words of a scale from its lowest value; the runtime itself puts negative ones last.</summary>
    public static IEnumerable<string> All(Type scale) =>
        Enum.GetValuesAsUnderlyingType(scale).Cast<int>().Order().Select(value => Enum.GetName(scale, value)!)
            .Select(name => scale == typeof(Reliability) ? name : JsonNamingPolicy.CamelCase.ConvertName(name));

    /// <summary>A scale by its words, from its lowest value.</summary>
    internal static class Scale<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Values = Enum.GetValues<T>().Order().ToDictionary(Of, StringComparer.Ordinal);
    }
}
