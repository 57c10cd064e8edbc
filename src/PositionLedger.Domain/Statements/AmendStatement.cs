namespace PositionLedger.Domain.Statements;

/// <summary>Asks for a recorder's act on a statement; what all of them check.</summary>
/// <param name="Party">The party whose stream holds the statement.</param>
/// <param name="Expected">The revisions the recorder may have looked at; null amends whatever it is now.</param>
public abstract record AmendStatement(string Party, Guid Id, ValueList<int>? Expected) : Command
{
    public override string Stream => StreamKey.Party(Party);

    public override Needs Needs => new() { Statements = [Id] };

    public sealed override Decision Decide(Ledger ledger)
    {
        if (!ledger.Statements.TryGetValue(Id, out var statement) || statement.Party != Party)
            return Refusal.UnknownStatement(Id);
        if (Expected is not null && !Expected.Contains(statement.Revision))
            return Refusal.StaleRevision(statement.Revision);

        return statement.Retracted ? OnRetracted(statement) : OnStanding(statement, ledger);
    }

    protected abstract Decision OnStanding(Statement statement, Ledger ledger);

    protected virtual Decision OnRetracted(Statement statement) => Refusal.IsRetracted(Id);

    protected Decision Append(StatementAmendment amendment) => Decision.Append(Stream, amendment);
}
