using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Stances;

/// <summary>Rules 8 and 10: what the governing voice comes to on a day, after its lapse and its conditions.</summary>
internal readonly record struct Face(Outcome Outcome, Firmness? Firmness, ValueList<StandingCondition> Conditions)
{
    public static Face Of(Voice voice, LocalDate on)
    {
        if (voice.IsTied)
            return new(Outcome.Contested, null, []);
        if (voice.HasLapsedBy(on))
            return new(Outcome.Lapsed, null, []);

        var body = voice.First.Body;
        if (body.Conditions.Count == 0)
            return new(voice.Outcome, body.Firmness, []);

        var asSaid = new Face(voice.Outcome, body.Firmness, [.. body.StandingConditions.Select(c => new StandingCondition(c.Text, c.StateOn(on)))]);
        return voice.Outcome.IsOnScale ? asSaid.AfterFailures(body, on) : asSaid;
    }

    /// <summary>The days after its own, up to <paramref name="on"/>, on which a voice's face may have changed, the latest first.</summary>
    public static IEnumerable<LocalDate> Changes(Voice voice, LocalDate on)
    {
        if (voice.EffectiveUntil is null && (voice.IsTied || voice.First.Body.Conditions.Count == 0))
            return [];

        var assessments = voice.First.Body.StandingConditions.SelectMany(condition => condition.Assessments).Select(assessment => assessment.On);
        var lapse = voice.EffectiveUntil is { } last && last < on ? [last.PlusDays(1)] : Array.Empty<LocalDate>();
        return assessments.Concat(lapse).Where(day => day > voice.Day && day <= on).Distinct().OrderDescending();
    }

    private Face AfterFailures(StatementBody body, LocalDate on)
    {
        var failed = body.StandingConditions.Where(condition => condition.StateOn(on) == ConditionState.Failed).ToList();
        if (failed.Count == 0)
            return this;

        return failed.Exists(condition => condition.Otherwise == Statements.Stance.Rejects)
            ? this with { Outcome = Outcome.Rejects }
            : this with { Outcome = Outcome.Open, Firmness = null };
    }
}
