using System.Text.Json;

namespace PositionLedger.Cli;

/// <summary>On how much of the ledger an answer rests.</summary>
internal static class LedgerText
{
    public static string Of(JsonElement position)
    {
        var pending = position.TextOf("pending") is { } waiting and not "0" ? $", and {waiting} not sealed yet" : "";
        var root = position.TextOf("root") is { } hash ? $", root {hash}" : "";
        var time = position.TextOf("sealedAt") is { } sealedAt ? $", sealed at {sealedAt}" : "";
        return $"{position.TextOf("size")} events{time}{root}{pending}";
    }
}
