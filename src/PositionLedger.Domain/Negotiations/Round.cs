using NodaTime;

namespace PositionLedger.Domain.Negotiations;

/// <summary>One meeting of a negotiation, or a run of meetings without a break.</summary>
/// <param name="Id">Its own within its negotiation.</param>
/// <param name="From">The first day (UTC, the world's clock).</param>
/// <param name="Until">The last day, inclusive.</param>
/// <param name="Venue">Where it takes place; null where that isn't known.</param>
public sealed record Round(string Id, string Title, LocalDate From, LocalDate Until, string? Venue)
{
    /// <summary>The same rounds by first day, then by id.</summary>
    public static ValueList<Round> InOrder(IEnumerable<Round> rounds) =>
        [.. rounds.OrderBy(round => round.From).ThenBy(round => round.Id, StringComparer.Ordinal)];
}
