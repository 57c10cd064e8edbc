namespace PositionLedger.Domain.Parties;

/// <summary>Asks to put a party on record.</summary>
public sealed record OpenParty(Party Party) : Command
{
    public override string Stream => StreamKey.Party(Party.Id);

    public override Needs Needs => new() { Parties = [Party.Id] };

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Parties.TryGetValue(Party.Id, out var recorded))
            return Decision.Append(Stream, new PartyOpened(Party.Id, Party.Name, Party.Kind, Party.Aliases));

        return (recorded.Kind, recorded.OpenedAs) == (Party.Kind, new PartyNames(Party.Name, Party.Aliases)) ? new Decision.Unchanged(Party.Id) : Refusal.Different("party", Party.Id);
    }
}
