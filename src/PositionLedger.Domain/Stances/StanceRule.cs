using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>The one derivation of stances: everything the product shows is this function at some point.</summary>
public static class StanceRule
{
    /// <summary>Derives the stance of one party on one issue on a date; pure, and independent of the order of its input.</summary>
    /// <param name="statements">All statements of that party on that issue that are known, retracted ones included.</param>
    /// <param name="grades">The latest known reliability of the sources of their reports; a source left out counts as F.</param>
    /// <param name="on">The day asked about (UTC, inclusive).</param>
    public static StanceAnswer Derive(
        IReadOnlyCollection<Statement> statements, IReadOnlyDictionary<string, Reliability> grades, LocalDate on, Policy policy) =>
        throw new NotSupportedException();
}
