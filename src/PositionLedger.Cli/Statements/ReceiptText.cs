using System.Text.Json;
using Spectre.Console;

namespace PositionLedger.Cli.Statements;

/// <summary>What a recorder is told after recording or amending.</summary>
internal static class ReceiptText
{
    public static void Print(JsonElement receipt, IAnsiConsole console) => console.Write(Screen.Facts([
        ("statement", receipt.TextOf("id")), ("party", receipt.TextOf("party")), ("issue", receipt.TextOf("issue")),
        ("revision", receipt.TextOf("revision")), ("retracted", receipt.TextOf("retracted") == "True" ? "yes" : null),
        ("recorded at", receipt.TextOf("recordedAt") ?? "before: nothing was recorded anew"),
        ("copies", string.Join(", ", receipt.Of("joint")?.EnumerateArray().Select(Copy) ?? [])),
    ]));

    private static string Copy(JsonElement copy) => $"{copy.TextOf("statement")} of {copy.TextOf("party")}";
}
