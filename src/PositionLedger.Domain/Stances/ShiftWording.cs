using System.Globalization;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Shifts in neutral words: where a stance went and how firmly it is put, never whether that is good.</summary>
internal static class ShiftWording
{
    public static string Of(ShiftKind kind, ShiftSide before, ShiftSide after) => kind switch
    {
        ShiftKind.FirstStated => $"said for the first time: {Standing(after)}",
        ShiftKind.Withdrawn => $"withdrew its position; before: {Standing(before)}",
        ShiftKind.Lapsed => $"its position ran out; before: {Standing(before)}",
        ShiftKind.Contested => $"equal voices contradict each other; before: {Standing(before)}",
        ShiftKind.Disowned => $"nothing stands any more; before: {Standing(before)}",
        ShiftKind.LeftScale => $"now {Standing(after)}; before: {Standing(before)}",
        ShiftKind.Restated => $"takes a place again: {Standing(after)}; before: {Standing(before)}",
        ShiftKind.WalkedBack => $"walked back; {Moved(before, after)}",
        _ => Moved(before, after),
    };

    private static string Moved(ShiftSide before, ShiftSide after)
    {
        if (before.Stance != after.Stance && (before.Place is null || after.Place is null))
            return $"now {Standing(after)}; before: {Standing(before)}";

        string?[] parts = [Way((after.Place ?? 0) - (before.Place ?? 0)), Firmer(before, after), .. Conditions(before, after)];
        var moved = string.Join("; ", parts.OfType<string>());
        return moved.Length > 0 ? moved : $"said again: {Standing(after)}";
    }

    private static string? Way(int steps) => steps switch
    {
        > 0 => Text($"moved towards acceptance by {steps}"),
        < 0 => Text($"moved towards rejection by {-steps}"),
        _ => null,
    };

    private static string? Firmer(ShiftSide before, ShiftSide after) => ((int)(after.Firmness ?? 0) - (int)(before.Firmness ?? 0)) switch
    {
        > 0 => "firmer",
        < 0 => "less firm",
        _ => null,
    };

    private static IEnumerable<string?> Conditions(ShiftSide before, ShiftSide after)
    {
        var added = after.OpenConditions.Except(before.OpenConditions).Count();
        string[] gone = [.. before.OpenConditions.Except(after.OpenConditions)];
        var met = gone.Count(text => IsNow(after, text, ConditionState.Met));
        var failed = gone.Count(text => IsNow(after, text, ConditionState.Failed));
        yield return Count(added, "more open");
        yield return Count(met, "met");
        yield return Count(failed, "failed");
        yield return Count(gone.Length - met - failed, "dropped");
    }

    private static bool IsNow(ShiftSide side, string text, ConditionState state) =>
        side.Conditions.Any(condition => condition.Text == text && condition.State == state);

    private static string? Count(int count, string what) =>
        count == 0 ? null : Text($"{count} {(count == 1 ? "condition" : "conditions")} {what}");

    private static string Standing(ShiftSide side)
    {
        var firmness = side.Firmness is { } put ? $", {Of(put)}" : "";
        return $"{Of(side.Stance)}{firmness}{(side.OpenConditions.Any() ? ", on conditions" : "")}";
    }

    private static string Of(Outcome stance) => stance switch
    {
        Outcome.LeansAgainst => "leans against",
        Outcome.LeansFor => "leans for",
        Outcome.DeclinesToSay => "declines to say",
        _ => stance.ToString().ToLowerInvariant(),
    };

    private static string Of(Firmness firmness) => firmness == Firmness.RedLine ? "red line" : firmness.ToString().ToLowerInvariant();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
