namespace PositionLedger.Domain.Statements;

/// <summary>Asks to put a statement on record.</summary>
/// <param name="Id">The id it gets, unless its key was used before.</param>
public sealed record RecordStatement(string Party, Guid Id, string? Key, StatementBody Body) : Command
{
    public override string Stream => StreamKey.Party(Party);

    public override Needs Needs => new()
    {
        Parties = [Party],
        Issues = [Body.Issue],
        Sources = [.. Body.Reports.Select(report => report.Source)],
        Statements = Body.RefersTo is { } target ? [target] : [],
        Keys = Key is { } key ? [new(Party, key)] : [],
    };

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Parties.ContainsKey(Party))
            return Refusal.UnknownParty(Party);
        if (Key is { } key && ledger.Keys.TryGetValue(new(Party, key), out var holder))
            return Again(key, holder, ledger);

        return StatementRules.Broken(Party, Body, ledger) is { } refusal
            ? refusal
            : Decision.Append(Stream, new StatementRecorded(Id, Key, Body));
    }

    private Decision Again(string key, KeyHolder holder, Ledger ledger)
    {
        if (ledger.IsRetracted(holder))
            return Refusal.KeyOfRetracted(key, holder.Statement);

        return holder.FirstRecorded == Body ? new Decision.Unchanged(holder.Statement.ToString()) : Refusal.KeyConflict(key, holder.Statement);
    }
}
