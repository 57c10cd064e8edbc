using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>Asks to note that a condition is met, has failed or is open again from a day on.</summary>
/// <param name="Number">The condition's number, from 1.</param>
/// <param name="On">The first day it stands so; not after the database's today.</param>
public sealed record AssessCondition(
    string Party, Guid Id, ValueList<int>? Expected, int Number, ConditionState State, LocalDate On, string Reason)
    : AmendStatement(Party, Id, Expected)
{
    protected override Decision OnStanding(Statement statement, Ledger ledger)
    {
        if (Number < 1 || Number > statement.Body.Conditions.Count)
            return Refusal.UnknownItem("condition", Number, statement.Body.Conditions.Count);
        if (statement.Body.Conditions[Number - 1].Dropped)
            return Refusal.ConditionIsDropped(Number);

        return On > ledger.Today
            ? Refusal.Rule("assessed-in-the-future", $"'on' lies after today, {ledger.Today:uuuu-MM-dd} by the ledger's clock (UTC).", "on")
            : Append(statement, new ConditionAssessed(statement.Id, Number, State, On, Reason));
    }

    protected override Refusal? Differs(Statement copy, Statement named) =>
        Text(copy) is { } its && Text(named) is { } ours && its != ours ? JointStatement.CopiesDiffer($"condition {Number}", copy) : null;

    private string? Text(Statement statement) => statement.Body.Conditions.ElementAtOrDefault(Number - 1)?.Text;
}
