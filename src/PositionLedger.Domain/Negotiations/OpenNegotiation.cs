namespace PositionLedger.Domain.Negotiations;

/// <summary>Asks to put a negotiation on record, also one that is known through its issues.</summary>
/// <param name="Rounds">In any order.</param>
public sealed record OpenNegotiation(string Id, string Title, ValueList<Round> Rounds) : Command
{
    public override string Stream => StreamKey.Negotiation(Id);

    public override Needs Needs => new() { Negotiations = [Id] };

    public override Decision Decide(Ledger ledger)
    {
        var known = ledger.Negotiations.GetValueOrDefault(Id) ?? Negotiation.Unopened(Id);
        if (known.Title is not null)
            return IsAsOpened(known) ? new Decision.Unchanged(Id) : Refusal.Different("negotiation", Id);

        for (var i = 0; i < Rounds.Count; i++)
        {
            if (Broken(known, i) is { } refusal)
                return refusal;
        }

        return known.Rounds.Union(Rounds).Count() > Negotiation.MaxRounds
            ? Refusal.TooMany("rounds of a negotiation", Negotiation.MaxRounds, "too-many-rounds")
            : Decision.Append(Stream, new NegotiationOpened(Id, Title, Rounds));
    }

    private bool IsAsOpened(Negotiation known) =>
        Title == known.Title && Round.InOrder(Rounds).SequenceEqual(known.Rounds.Where(round => known.OpenedWith.Contains(round.Id)));

    private Refusal? Broken(Negotiation known, int index)
    {
        var round = Rounds[index];
        if (Rounds.Take(index).Any(other => other.Id == round.Id))
            return Refusal.Rule("round-given-twice", $"The round '{round.Id}' is given twice.", $"rounds[{index}].id", round.Id);

        return AddRound.Broken(known, round, $"rounds[{index}].");
    }
}
