using NodaTime;
using NodaTime.Text;

namespace PositionLedger.Domain.Audit;

/// <summary>How the sealed ledger writes moments: in UTC with exactly six decimals, <c>2025-08-09T12:00:00.123456Z</c>.</summary>
/// <remarks>PostgreSQL keeps them as fine as that.</remarks>
public static class Microseconds
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'ffffff'Z'");

    /// <exception cref="ArgumentException">The moment isn't one of whole microseconds: a part of it would go unsealed.</exception>
    public static string Format(Instant moment) => Pattern.Format(moment) is var text && Pattern.Parse(text).Value == moment
        ? text
        : throw new ArgumentException($"{moment} has parts of a microsecond.", nameof(moment));

    /// <returns>The moment, or null for anything but what <see cref="Format"/> gives.</returns>
    public static Instant? TryParse(string? text) =>
        text is not null && Pattern.Parse(text).TryGetValue(default, out var moment) && Pattern.Format(moment) == text ? moment : null;
}
