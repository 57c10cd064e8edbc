namespace PositionLedger.Domain.Statements;

/// <summary>Asks to bring a retracted statement back, because the recorder was right after all.</summary>
public sealed record ReinstateStatement(string Party, Guid Id, ValueList<int>? Expected, string Reason) : AmendStatement(Party, Id, Expected)
{
    protected override Decision OnStanding(Statement statement, Ledger ledger) =>
        Refusal.IsNotRetracted(statement.Id);

    protected override Decision OnRetracted(Statement statement) => Append(statement, new StatementReinstated(statement.Id, Reason));

    protected override bool IsLeftAlone(Statement copy) => !copy.Retracted;
}
