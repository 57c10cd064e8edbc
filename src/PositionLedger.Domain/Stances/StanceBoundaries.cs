using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>The days on which the answer about a party on an issue may change; from one to the next only its badge <c>stale</c> does.</summary>
/// <remarks>
/// What is certain changes with a statement, an end, an assessment or a membership. What is possible also changes inside of an
/// uncertain date: on the first day by which its statements may have been said in some order, with or without half a year
/// between. That day is one of the others, plus a step for each further uncertain statement.
/// </remarks>
public static class StanceBoundaries
{
    // One uncertain statement the same day or later than another, later by more than the silence, or still within it.
    private const int NextDay = 1;
    private const int AfterSilence = Succession.MaxDaysOfSilence + 1;
    private const int WithinSilence = -Succession.MaxDaysOfSilence;

    /// <summary>All days on which anything but <see cref="StanceAnswer.Stale"/> may change, sorted and distinct (UTC, the world's clock).</summary>
    public static IReadOnlyList<LocalDate> Of(Dossier dossier, Policy policy)
    {
        var days = new SortedSet<int>();
        Add(days, dossier.Own, dossier, policy);
        // Blocs that speak together are heard together, so that their dates bound each other.
        if (Heard(dossier) is { Count: > 0 } heard)
            Add(days, heard, dossier, policy);

        foreach (var membership in dossier.Memberships)
        {
            days.Add(DayNumber.Of(membership.From));
            if (membership.Until is { } until)
                days.Add(DayNumber.Of(until) + 1);
        }

        return [.. days.Where(DayNumber.IsDate).Select(DayNumber.ToDate)];
    }

    private static List<Statement> Heard(Dossier dossier)
    {
        var blocs = dossier.Memberships.Where(membership => membership.SpeaksFor).Select(membership => membership.Bloc).ToHashSet(StringComparer.Ordinal);
        return [.. dossier.OfBlocs.Where(statement => blocs.Contains(statement.Party))];
    }

    private static void Add(SortedSet<int> days, IReadOnlyCollection<Statement> statements, Dossier dossier, Policy policy)
    {
        foreach (var statement in statements)
            days.UnionWith(Days(statement.Body));

        var lane = new Lane(dossier.Grades);
        var declared = statements.Where(statement => !statement.Retracted && lane.IsDeclared(statement.Body)).Select(s => s.Body).ToList();
        var uncertain = declared.FindAll(body => body.SaidOn.IsUncertain);
        if (uncertain.Count > 0)
            days.UnionWith(InsideOf(uncertain, declared, policy));
    }

    private static IEnumerable<int> Days(StatementBody body)
    {
        yield return DayNumber.Of(body.SaidOn.Earliest);
        yield return DayNumber.Of(body.SaidOn.Latest);
        if (body.EffectiveUntil is { } last)
            yield return DayNumber.Of(last) + 1;
        foreach (var assessment in body.Conditions.SelectMany(condition => condition.Assessments))
            yield return DayNumber.Of(assessment.On);
    }

    private static HashSet<int> InsideOf(List<StatementBody> uncertain, List<StatementBody> declared, Policy policy)
    {
        int[] steps = policy.RanksAuthority ? [NextDay, AfterSilence, WithinSilence] : [NextDay];
        var known = declared.SelectMany(Days).Where(day => day != DayNumber.OpenStart).ToHashSet();
        var last = uncertain.Max(body => DayNumber.Of(body.SaidOn.Latest));
        // Further back than this, an open start leaves every order and every silence possible.
        var first = Math.Max(uncertain.Min(body => DayNumber.Of(body.SaidOn.Earliest)), known.Min() - (AfterSilence * (uncertain.Count + 1)));

        var newest = known.ToList();
        for (var step = 0; step <= uncertain.Count && newest.Count > 0; step++)
        {
            newest = [.. newest.SelectMany(day => steps, (day, more) => day + more).Where(day => day >= first && day <= last).Where(known.Add)];
        }

        return known;
    }
}
