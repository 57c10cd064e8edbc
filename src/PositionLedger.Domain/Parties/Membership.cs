using NodaTime;

namespace PositionLedger.Domain.Parties;

/// <summary>A party's membership of a bloc for a time.</summary>
/// <param name="From">The first day of it (UTC, the world's clock).</param>
/// <param name="Until">The last day, inclusive; null while it has no end.</param>
/// <param name="SpeaksFor">Whether the bloc's stance counts for the member where the member declared none itself.</param>
public sealed record Membership(string Bloc, LocalDate From, LocalDate? Until, bool SpeaksFor)
{
    /// <summary>How many memberships one party can have, past ones included.</summary>
    public const int MaxPerParty = 200;

    public bool Covers(LocalDate on) => From <= on && !(Until < on);

    /// <summary>The blocs that speak for a party on a day, by id: of several memberships of one bloc the one that began last counts.</summary>
    public static IEnumerable<string> SpeakingOn(IEnumerable<Membership> memberships, LocalDate on) => memberships
        .Where(membership => membership.Covers(on))
        .GroupBy(membership => membership.Bloc, StringComparer.Ordinal)
        .Where(bloc => bloc.MaxBy(membership => membership.From)!.SpeaksFor)
        .Select(bloc => bloc.Key).Order(StringComparer.Ordinal);

    /// <summary>The memberships after one more was recorded; another one of the same bloc and first day gives way to it.</summary>
    /// <returns>Those of a party, by first day, then by bloc.</returns>
    public static ValueList<Membership> Put(IEnumerable<Membership> memberships, Membership recorded) =>
    [
        .. memberships.Where(membership => !membership.IsSameAs(recorded)).Append(recorded)
            .OrderBy(membership => membership.From).ThenBy(membership => membership.Bloc, StringComparer.Ordinal),
    ];

    /// <summary>Whether it is the same membership, perhaps with other content: of one bloc, and begun on one day.</summary>
    public bool IsSameAs(Membership other) => (Bloc, From) == (other.Bloc, other.From);
}

/// <summary>A party's membership of a bloc was put on record; an earlier one of the same bloc and first day no longer counts.</summary>
public sealed record MembershipRecorded(string Bloc, LocalDate From, LocalDate? Until, bool SpeaksFor) : LedgerEvent;
