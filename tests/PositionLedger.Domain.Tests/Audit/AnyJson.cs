using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>JSON values of every kind, with the letters and numbers that are easily written wrong.</summary>
internal static class AnyJson
{
    private static readonly Gen<string> Letters = Gen.OneOf(
        Gen.Char[' ', '~'].Select(letter => letter.ToString()),
        Gen.Char['\0', '\u001f'].Select(letter => letter.ToString()),
        Gen.Char['\u007f', '\ud7ff'].Select(letter => letter.ToString()),
        Gen.Char['\ue000', '\uffff'].Select(letter => letter.ToString()),
        Gen.Int[0x10000, 0x10ffff].Select(char.ConvertFromUtf32),
        Gen.OneOf("\"", "\\", "/", "\u2028", "\u2029", "\ufeff", "é", "e\u0301", "<"));

    private static readonly Gen<string> Texts = Letters.Array[0, 6].Select(string.Concat);

    // Never minus zero, which canonical JSON doesn't tell from zero.
    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Double.Where(double.IsFinite),
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite),
        Gen.ULong[0x0010000000000000, 0x0010000000000800].Select(BitConverter.UInt64BitsToDouble),
        Gen.Int.Select(number => (double)number),
        Gen.Long.Select(number => (double)number),
        Gen.Select(Gen.Int[-999, 999], Gen.Int[-30, 30]).Select((digits, exponent) => double.Parse(
            FormattableString.Invariant($"{digits}e{exponent}"), System.Globalization.CultureInfo.InvariantCulture))).Select(number => number + 0.0);

    private static readonly Gen<JsonNode?> Plain = Gen.OneOf(
        Texts.Select(text => (JsonNode?)JsonValue.Create(text)),
        Numbers.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(truth => (JsonNode?)JsonValue.Create(truth)),
        Gen.Const((JsonNode?)null));

    public static readonly Gen<JsonNode?> Values = Gen.Recursive<JsonNode?>((depth, inner) => depth >= 4 ? Plain : Gen.Frequency(
        (2, Plain),
        (1, inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
        (2, Gen.Select(Texts, inner).Array[0, 5].Select(ObjectOf))));

    /// <summary>The same value with the members of its objects in the opposite order, and as much white space as there can be.</summary>
    public static string Disarranged(JsonNode? value) => value switch
    {
        JsonObject members => $"\r\n{{ {string.Join("\t, ", members.Reverse().Select(x => $"{Escaped(x.Key)} :{Disarranged(x.Value)}"))} }} ",
        JsonArray items => $" [\n{string.Join(" ,", items.Select(Disarranged))}\t]\n",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Escaped(text.GetValue<string>()),
        _ => $" {value?.ToJsonString() ?? "null"} ",
    };

    // Every letter by its number.
    private static string Escaped(string text) =>
        text.Aggregate(new StringBuilder("\""), (so, letter) => so.Append($"\\u{(int)letter:X4}")).Append('"').ToString();

    private static JsonObject ObjectOf((string, JsonNode?)[] members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
            json[name] = value?.DeepClone();
        return json;
    }
}
