using System.Text.Json;

namespace PositionLedger.Cli;

/// <summary>Rows about what moved: a party (a shift) or the record (a revision), which are never shown in one list.</summary>
internal static class MoveText
{
    public static IReadOnlyList<string> RevisionColumns { get; } = ["recorded at", "kind", "of", "about", "before", "after"];

    public static IReadOnlyList<string?> Shift(JsonElement shift) =>
    [
        shift.TextOf("on"), StanceText.Of(shift.GetProperty("before")), StanceText.Of(shift.GetProperty("after")), shift.TextOf("words"),
        shift.TextOf("statement"),
    ];

    public static IReadOnlyList<string?> Revision(JsonElement revision)
    {
        var stretch = revision.Of("stretch");
        return
        [
            revision.TextOf("recordedAt"), Words.Spaced(revision.TextOf("kind")), revision.TextOf("statement") ?? revision.TextOf("source"),
            stretch is { } days ? $"{days.TextOf("from") ?? "…"} to {days.TextOf("until") ?? "…"}" : null,
            Words.Spaced(stretch?.TextOf("before")), Words.Spaced(stretch?.TextOf("after")),
        ];
    }
}
