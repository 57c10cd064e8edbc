using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>What a stance was before or after a shift.</summary>
/// <param name="GoverningKind">What the party did by the statement that decides; null when none does.</param>
/// <param name="Contested">The equal voices that contradict each other.</param>
public sealed record ShiftSide(
    Outcome Stance,
    Firmness? Firmness,
    ValueList<StandingCondition> Conditions,
    Guid? GovernedBy,
    StatementKind? GoverningKind,
    ValueList<Guid> Contested)
{
    /// <summary>Nothing declared.</summary>
    public static ShiftSide Undeclared { get; } = new(Outcome.Undeclared, null, [], null, null, []);

    /// <summary>Where on the scale it lies; null off the scale.</summary>
    internal int? Place => Stance.IsOnScale ? (int)Stance : null;

    internal IEnumerable<string> OpenConditions =>
        Conditions.Where(condition => condition.State == ConditionState.Open).Select(condition => condition.Text);

    public static ShiftSide Of(StancePeriod period) =>
        new(period.Stance, period.Firmness, period.Conditions, period.GovernedBy, period.GoverningKind, period.Contested);

    /// <param name="governingKind">The kind of the statement that the answer is governed by; null when none decides.</param>
    public static ShiftSide Of(StanceAnswer answer, StatementKind? governingKind) =>
        new(answer.Stance, answer.Firmness, answer.Conditions, answer.GovernedBy, governingKind, answer.Contested);
}

/// <summary>What a party had said on an issue before a shift.</summary>
/// <param name="HomePole">
/// The sign of the first stance on the scale other than open, −1 or +1, which hardening and softening are measured by; 0 where
/// there is none.
/// </param>
/// <param name="HasSpoken">Whether anything had ever been declared before.</param>
public readonly record struct Precedent(int HomePole, bool HasSpoken);
