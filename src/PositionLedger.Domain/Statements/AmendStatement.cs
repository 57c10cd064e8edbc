namespace PositionLedger.Domain.Statements;

/// <summary>Asks for a recorder's act on a statement, or on all copies of a joint one; what all of them check.</summary>
/// <param name="Party">The party whose stream holds the statement.</param>
/// <param name="Expected">The revisions the recorder may have looked at; null amends whatever it is now.</param>
public abstract record AmendStatement(string Party, Guid Id, ValueList<int>? Expected) : Command
{
    /// <summary>All copies of a joint statement, as it was recorded; empty for an ordinary one.</summary>
    public ValueList<JointCopy> Joint { get; init; } = [];

    /// <summary>The one holder whose copy is amended; null amends all copies that don't stand as wanted already.</summary>
    public string? Only { get; init; }

    public override string Stream => StreamKey.Party(Party);

    public override ValueList<string> Streams =>
        Joint.Count == 0 ? [Stream] : [.. Joint.Select(copy => StreamKey.Party(copy.Party))];

    public override Needs Needs => new() { Statements = [Id] };

    public sealed override Decision Decide(Ledger ledger)
    {
        if (!ledger.Statements.TryGetValue(Id, out var named) || named.Party != Party)
            return Refusal.UnknownStatement(Id);
        if (Expected is not null && !Expected.Contains(named.Revision))
            return Refusal.StaleRevision(named.Revision);
        if (Only is { } only && named.CopyOf(only) is null)
            return JointStatement.NotAHolder(only, named);

        return named.Joint.Count == 0 ? Decide(named, ledger) : Decide(named, Amended(named, ledger), ledger);
    }

    protected abstract Decision OnStanding(Statement statement, Ledger ledger);

    protected virtual Decision OnRetracted(Statement statement) => Refusal.IsRetracted(statement.Id);

    /// <summary>Whether a copy is left alone where all are amended: it stands as wanted, or was taken out of the answers apart.</summary>
    protected virtual bool IsLeftAlone(Statement copy) => copy.Retracted && copy.Id != Id;

    /// <summary>Why what the amendment says of the statement named would hit something else in another copy; null where not.</summary>
    protected virtual Refusal? Differs(Statement copy, Statement named) => null;

    protected static Decision Append(Statement statement, StatementAmendment amendment) =>
        Decision.Append(StreamKey.Party(statement.Party), amendment);

    private Decision Decide(Statement statement, Ledger ledger) =>
        statement.Retracted ? OnRetracted(statement) : OnStanding(statement, ledger);

    private Decision Decide(Statement named, Statement[] copies, Ledger ledger)
    {
        var events = new List<StreamEvent>(copies.Length);
        Decision? unchanged = null;
        foreach (var copy in copies)
        {
            var decision = copy.Id != Id && Differs(copy, named) is { } differs ? differs : Decide(copy, ledger);
            if (decision is Decision.Refused refused)
                return refused.Refusal.For(copy.Party);
            if (decision is Decision.Accepted accepted)
                events.AddRange(accepted.Events);
            else if (unchanged is null || copy.Id == Id)
                unchanged = decision;
        }

        return events.Count > 0 ? new Decision.Accepted([.. events]) : unchanged!;
    }

    private Statement[] Amended(Statement named, Ledger ledger)
    {
        var copies = named.Joint.Select(copy => ledger.Statements[copy.Statement]);
        Statement[] amended = [.. copies.Where(copy => Only is null ? !IsLeftAlone(copy) : copy.Party == Only)];
        return amended.Length > 0 ? amended : [named];
    }
}
