using System.Text.Json;
using System.Text.Json.Nodes;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>What holds for every JSON value.</summary>
public class LawsOfCanonicalJson
{
    [Fact]
    public void What_is_canonical_stays_as_it_is() => AnyJson.Values.Hold(value =>
        Assert.Equal(Canonical(value), CanonicalJson.Write(CanonicalJson.TryParse(Canonical(value))!.Value)));

    [Fact]
    public void The_order_of_members_white_space_and_escapes_do_not_matter() => AnyJson.Values.Hold(value =>
        Assert.Equal(Canonical(value), CanonicalJson.Write(JsonElement.Parse(AnyJson.Disarranged(value)))));

    [Fact]
    public void The_value_stays_the_same() => AnyJson.Values.Hold(value =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text(value)), JsonNode.Parse(Canonical(value)))));

    private static byte[] Canonical(JsonNode? value) => CanonicalJson.Write(JsonElement.Parse(Text(value)));

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";
}
