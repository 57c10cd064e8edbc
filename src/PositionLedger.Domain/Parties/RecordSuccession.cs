namespace PositionLedger.Domain.Parties;

/// <summary>Asks to put on record which party comes after one, or to replace what is recorded of the same successor.</summary>
public sealed record RecordSuccession(string Party, PartySuccession Succession) : Command
{
    public override string Stream => StreamKey.Party(Party);

    public override Needs Needs => new() { Parties = [Party, Succession.To], Affiliations = [Party] };

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Parties.ContainsKey(Party))
            return Refusal.UnknownParty(Party);
        if (Succession.To == Party)
            return Refusal.Rule("successor-of-itself", "A party can't come after itself; to rename it, use PATCH.", "to", Party);
        if (!ledger.Parties.ContainsKey(Succession.To))
            return Refusal.UnknownPartyNamed(Succession.To, "to");

        var recorded = ledger.SuccessionsOf(Party);
        if (recorded.Contains(Succession))
            return new Decision.Unchanged(Succession.To);
        if (recorded.Count >= PartySuccession.MaxPerParty && recorded.All(other => other.To != Succession.To))
            return Refusal.TooMany("successors of a party", PartySuccession.MaxPerParty, "too-many-successors");

        return Decision.Append(Stream, new SuccessionRecorded(Succession.To, Succession.Kind, Succession.On));
    }
}
