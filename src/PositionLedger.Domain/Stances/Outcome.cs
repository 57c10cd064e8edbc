namespace PositionLedger.Domain.Stances;

/// <summary>What a party's position on an issue is on a date: a stance that was said, or why there is none.</summary>
public enum Outcome
{
    Rejects = -2,
    LeansAgainst = -1,
    Open = 0,
    LeansFor = 1,
    Accepts = 2,
    DeclinesToSay = 3,
    Ambiguous = 4,
    Withdrawn = 5,
    Lapsed = 6,

    /// <summary>Equal voices on one day took different sides; none is picked.</summary>
    Contested = 7,

    /// <summary>Nothing was said that counts. Silence is never <see cref="Open"/>.</summary>
    Undeclared = 8,
}

/// <summary>What outcomes have in common.</summary>
public static class Outcomes
{
    extension(Outcome outcome)
    {
        /// <summary>Whether it is a place between <c>rejects</c> and <c>accepts</c>.</summary>
        public bool IsOnScale => outcome is >= Outcome.Rejects and <= Outcome.Accepts;
    }
}
