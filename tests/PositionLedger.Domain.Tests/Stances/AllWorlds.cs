using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 9 by brute force: every uncertain statement on every one of its days, in every combination.</summary>
internal sealed class AllWorlds(IReadOnlyCollection<Statement> recorded, LocalDate on, Policy policy)
{
    private readonly List<Statement> _uncertain = [.. recorded.Where(s => !s.Retracted && s.Body.SaidOn.IsUncertain)];

    /// <summary>How many worlds there are.</summary>
    public double Count => _uncertain.Aggregate(1.0, (count, s) => count * (Period.DaysBetween(First(s), s.Body.SaidOn.Latest) + 1));

    public ValueList<Outcome> Outcomes() => ValueList.Create<Outcome>([.. Worlds(0, []).Distinct().Order()]);

    private IEnumerable<Outcome> Worlds(int placed, Dictionary<Guid, LocalDate> world)
    {
        if (placed == _uncertain.Count)
            return [new ByTheBook(recorded, on, policy, world).Outcome()];

        var next = _uncertain[placed];
        return Days(next).SelectMany(day =>
        {
            world[next.Id] = day;
            return Worlds(placed + 1, world);
        });
    }

    private IEnumerable<LocalDate> Days(Statement s)
    {
        for (var day = First(s); day <= s.Body.SaidOn.Latest; day = day.PlusDays(1))
            yield return day;
    }

    // Before all other days, with half a year for each open start, one day is as good as another.
    private LocalDate First(Statement s) => s.Body.SaidOn.Earliest != SaidOn.OpenStart ? s.Body.SaidOn.Earliest
        : recorded.SelectMany(other => new[] { other.Body.SaidOn.Earliest, other.Body.SaidOn.Latest }).Where(day => day != SaidOn.OpenStart).Append(on).Min()
            .PlusDays(-182 * _uncertain.Count(other => other.Body.SaidOn.Earliest == SaidOn.OpenStart));
}
