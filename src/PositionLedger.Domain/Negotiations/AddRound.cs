namespace PositionLedger.Domain.Negotiations;

/// <summary>Asks to put one more round of a negotiation on record, also of one that is only known through its issues.</summary>
public sealed record AddRound(string Negotiation, Round Round) : Command
{
    public override string Stream => StreamKey.Negotiation(Negotiation);

    public override Needs Needs => new() { Negotiations = [Negotiation] };

    public override Decision Decide(Ledger ledger)
    {
        if (!ledger.Negotiations.TryGetValue(Negotiation, out var known))
            return Refusal.UnknownNegotiation(Negotiation);
        if (Broken(known, Round, "") is { } refusal)
            return refusal;
        if (known.Rounds.Contains(Round))
            return new Decision.Unchanged(Round.Id);

        return known.Rounds.Count >= Negotiations.Negotiation.MaxRounds
            ? Refusal.TooMany("rounds of a negotiation", Negotiations.Negotiation.MaxRounds, "too-many-rounds")
            : Decision.Append(Stream, new RoundAdded(Round));
    }

    /// <summary>Why a round can't be one of a negotiation; null where it can, or is already.</summary>
    /// <param name="at">Where the round stands in the request: the path of its fields without their names.</param>
    internal static Refusal? Broken(Negotiation known, Round round, string at)
    {
        if (round.Until < round.From)
            return Refusal.UntilBeforeFrom(round.From, $"{at}until");

        return known.Rounds.Any(other => other.Id == round.Id && other != round)
            ? Refusal.DifferentRound(known.Id, round.Id, $"{at}id")
            : null;
    }
}
