namespace PositionLedger.Domain.Parties;

/// <summary>Asks to change a party's name or aliases; what is not given stays.</summary>
public sealed record RenameParty(string Id, string? Name, ValueList<string>? Aliases) : Command
{
    public override string Stream => StreamKey.Party(Id);

    public override Needs Needs => new() { Parties = [Id] };

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Parties.TryGetValue(Id, out var party))
            return Refusal.UnknownParty(Id);

        var renamed = new PartyRenamed(Name ?? party.Name, Aliases ?? party.Aliases);
        return party.Evolve(renamed) == party ? new Decision.Unchanged(Id) : Decision.Append(Stream, renamed);
    }
}
