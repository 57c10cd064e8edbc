using System.Text.Json;

namespace PositionLedger.Cli;

/// <summary>A stance in a few words.</summary>
internal static class StanceText
{
    public static string Of(JsonElement stance) =>
        Words.Spaced(stance.TextOf("stance")) + (stance.TextOf("firmness") is { } firmness ? $" ({Words.Spaced(firmness)})" : "");
}
