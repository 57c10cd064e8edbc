using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>All that is known of one party on one issue: what a stance is derived from.</summary>
/// <param name="Own">The party's own statements on the issue, retracted ones included.</param>
/// <param name="Grades">The latest known reliability of the sources of all reports; a source left out counts as F.</param>
public sealed record Dossier(IReadOnlyCollection<Statement> Own, IReadOnlyDictionary<string, Reliability> Grades)
{
    /// <summary>The blocs the party belongs or belonged to; at most one for each bloc and first day.</summary>
    public ValueList<Membership> Memberships { get; init; } = [];

    /// <summary>The statements of those blocs on the same issue, retracted ones included.</summary>
    /// <remarks>Among these, <see cref="Statement.Order"/> must be comparable across the blocs: the lower was recorded first.</remarks>
    public IReadOnlyCollection<Statement> OfBlocs { get; init; } = [];

    /// <summary>Whether nothing at all is on record: then there is no position, on any day and by any policy.</summary>
    public bool IsEmpty => Own.Count == 0 && OfBlocs.Count == 0;
}
