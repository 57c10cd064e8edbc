using NodaTime;

namespace PositionLedger.Domain.Parties;

/// <summary>A party's membership of a bloc for a time.</summary>
/// <param name="From">The first day of it (UTC, the world's clock).</param>
/// <param name="Until">The last day, inclusive; null while it has no end.</param>
/// <param name="SpeaksFor">Whether the bloc's stance counts for the member where the member declared none itself.</param>
public sealed record Membership(string Bloc, LocalDate From, LocalDate? Until, bool SpeaksFor)
{
    public bool Covers(LocalDate on) => From <= on && !(Until < on);

    /// <summary>The blocs that speak for a party on a day, by id: of several memberships of one bloc the one that began last counts.</summary>
    public static IEnumerable<string> SpeakingOn(IEnumerable<Membership> memberships, LocalDate on) => memberships
        .Where(membership => membership.Covers(on))
        .GroupBy(membership => membership.Bloc, StringComparer.Ordinal)
        .Where(bloc => bloc.MaxBy(membership => membership.From)!.SpeaksFor)
        .Select(bloc => bloc.Key).Order(StringComparer.Ordinal);
}
