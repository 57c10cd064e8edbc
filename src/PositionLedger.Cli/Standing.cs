using System.Text.Json;

namespace PositionLedger.Cli;

/// <summary>By which rule and on how much of the ledger an answer rests, and where it stays as it is.</summary>
internal static class Standing
{
    public static (string Name, string? Value)[] Of(JsonElement answer) =>
    [
        ("policy", answer.TextOf("policy")),
        ("ledger", answer.Of("ledger") is { } position ? LedgerText.Of(position) : null),
        ("permalink", answer.TextOf("permalink")),
    ];
}
