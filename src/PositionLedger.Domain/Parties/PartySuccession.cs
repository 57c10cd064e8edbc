using NodaTime;

namespace PositionLedger.Domain.Parties;

/// <summary>How one party comes after another; it changes nothing about stances, as each party keeps what it said.</summary>
public enum SuccessionKind
{
    /// <summary>One party took the place of the other.</summary>
    Replaced,

    /// <summary>The other came apart; each part is a succession of its own.</summary>
    Split,

    /// <summary>The other went into this one together with more.</summary>
    Merged,
}

/// <summary>A party that comes after another; a party can have several, one for each part it came apart into.</summary>
/// <param name="To">The party that comes after.</param>
/// <param name="On">The first day of it (UTC, the world's clock).</param>
public sealed record PartySuccession(string To, SuccessionKind Kind, LocalDate On)
{
    /// <summary>How many successors one party can have.</summary>
    public const int MaxPerParty = 200;

    /// <summary>The successions after one more was recorded; another one to the same party gives way to it.</summary>
    /// <returns>Those of a party, by day, then by successor.</returns>
    public static ValueList<PartySuccession> Put(IEnumerable<PartySuccession> successions, PartySuccession recorded) =>
    [
        .. successions.Where(succession => succession.To != recorded.To).Append(recorded)
            .OrderBy(succession => succession.On).ThenBy(succession => succession.To, StringComparer.Ordinal),
    ];
}

/// <summary>A party was put on record as coming after this one; what was recorded of the same two before no longer counts.</summary>
public sealed record SuccessionRecorded(string To, SuccessionKind Kind, LocalDate On) : LedgerEvent;
