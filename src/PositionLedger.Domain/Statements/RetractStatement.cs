namespace PositionLedger.Domain.Statements;

/// <summary>Asks to take a statement out of every answer, because the recorder was wrong to record it.</summary>
public sealed record RetractStatement(string Party, Guid Id, ValueList<int>? Expected, string Reason) : AmendStatement(Party, Id, Expected)
{
    protected override Decision OnStanding(Statement statement, Ledger ledger) =>
        Append(statement, new StatementRetracted(statement.Id, Reason));

    protected override bool IsLeftAlone(Statement copy) => copy.Retracted;
}
