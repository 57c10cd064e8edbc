namespace PositionLedger.Domain.Parties;

/// <summary>Asks to put a party's membership of a bloc on record, or to replace the one of the same bloc and first day.</summary>
public sealed record RecordMembership(string Party, Membership Membership) : Command
{
    public override string Stream => StreamKey.Party(Party);

    public override Needs Needs => new() { Parties = [Party, Membership.Bloc], Affiliations = [Party] };

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Parties.ContainsKey(Party))
            return Refusal.UnknownParty(Party);
        if (Broken(ledger) is { } refusal)
            return refusal;

        var recorded = ledger.MembershipsOf(Party);
        if (recorded.Contains(Membership))
            return new Decision.Unchanged(Membership.Bloc);
        if (recorded.Count >= Membership.MaxPerParty && !recorded.Any(Membership.IsSameAs))
            return Refusal.TooMany("memberships of a party", Membership.MaxPerParty, "too-many-memberships");

        return Decision.Append(Stream, new MembershipRecorded(Membership.Bloc, Membership.From, Membership.Until, Membership.SpeaksFor));
    }

    private Refusal? Broken(Ledger ledger)
    {
        if (Membership.Bloc == Party)
            return Refusal.Rule("member-of-itself", "A party can't be a member of itself. Name the bloc it belongs to.", "bloc", Party);
        if (!ledger.Parties.ContainsKey(Membership.Bloc))
            return Refusal.UnknownPartyNamed(Membership.Bloc, "bloc");

        return Membership.Until < Membership.From ? Refusal.UntilBeforeFrom(Membership.From, "until") : null;
    }
}
