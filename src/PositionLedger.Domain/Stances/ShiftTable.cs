using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Of what kind a shift is, by table; the first that holds.</summary>
internal static class ShiftTable
{
    public static ShiftKind KindOf(ShiftSide before, ShiftSide after, Precedent precedent)
    {
        if (before.Stance == Outcome.Undeclared && !precedent.HasSpoken)
            return ShiftKind.FirstStated;

        return OffTheScale(before, after) ?? AcrossTheScale(before, after) ?? ByConditions(before, after) ?? ByHomePole(before, after, precedent.HomePole);
    }

    public static ShiftDirection DirectionOf(ShiftSide before, ShiftSide after) => Math.Sign(after.Place - before.Place ?? 0) switch
    {
        > 0 => ShiftDirection.TowardsAcceptance,
        < 0 => ShiftDirection.TowardsRejection,
        _ => ShiftDirection.None,
    };

    private static ShiftKind? OffTheScale(ShiftSide before, ShiftSide after) => after.Stance switch
    {
        Outcome.Withdrawn => ShiftKind.Withdrawn,
        Outcome.Lapsed => ShiftKind.Lapsed,
        Outcome.Contested => ShiftKind.Contested,
        // A condition that is assessed later doesn't walk anything back again.
        _ when after.GoverningKind == StatementKind.WalkBack && after.GovernedBy != before.GovernedBy => ShiftKind.WalkedBack,
        Outcome.Undeclared => ShiftKind.Disowned,
        Outcome.Ambiguous or Outcome.DeclinesToSay when after.Stance != before.Stance => ShiftKind.LeftScale,
        _ => null,
    };

    private static ShiftKind? AcrossTheScale(ShiftSide before, ShiftSide after) => (before.Place, after.Place) switch
    {
        (null, not null) => ShiftKind.Restated,
        ({ } from, { } to) when from * to < 0 => ShiftKind.Reversed,
        (0, not 0 and not null) => ShiftKind.TookSide,
        (not 0 and not null, 0) => ShiftKind.Opened,
        _ => null,
    };

    private static ShiftKind? ByConditions(ShiftSide before, ShiftSide after)
    {
        if ((before.Stance, before.Firmness) != (after.Stance, after.Firmness))
            return null;
        if (after.OpenConditions.Except(before.OpenConditions).Any())
            return ShiftKind.ConditionAdded;

        // Under the same statement it can only be an assessment, and nobody reaffirmed anything.
        return before.OpenConditions.Except(after.OpenConditions).Any() || before.GovernedBy == after.GovernedBy
            ? ShiftKind.ConditionDropped
            : null;
    }

    private static ShiftKind ByHomePole(ShiftSide before, ShiftSide after, int homePole) =>
        Strength(after, homePole).CompareTo(Strength(before, homePole)) switch
        {
            > 0 => ShiftKind.Hardened,
            < 0 => ShiftKind.Softened,
            _ => ShiftKind.Reaffirmed,
        };

    private static (int Stance, int Firmness) Strength(ShiftSide side, int homePole)
    {
        var stance = homePole * (side.Place ?? 0);
        return (stance, Math.Sign(stance) * (int)(side.Firmness ?? 0));
    }
}
