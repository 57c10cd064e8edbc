using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The rule once more, written down as its text reads and as slowly as it likes: what the fast one is compared with.</summary>
/// <param name="world">The days that a world gives to statements with uncertain ones; the others are on their latest.</param>
internal sealed class ByTheBook(
    IReadOnlyCollection<Statement> recorded, LocalDate on, Policy policy, IReadOnlyDictionary<Guid, LocalDate>? world = null)
{
    private readonly List<Statement> _statements = [.. recorded.Where(s => !s.Retracted).OrderBy(s => s.Order)];

    public Outcome Outcome() => Governing() switch
    {
        [] => Domain.Stances.Outcome.Undeclared,
        [var one] => one.Body.EffectiveUntil < on ? Domain.Stances.Outcome.Lapsed : AfterConditions(one.Body),
        _ => Domain.Stances.Outcome.Contested,
    };

    /// <summary>Rules 6 and 7: nobody, one, or several that contradict each other.</summary>
    public List<Statement> Governing()
    {
        List<Statement> governing = [];
        foreach (var day in Candidates().GroupBy(Day).OrderBy(day => day.Key))
        {
            var voice = VoiceOf([.. day]);
            if (TakesOver(voice, governing))
                governing = voice;
        }

        return governing;
    }

    private bool TakesOver(List<Statement> voice, List<Statement> governing) =>
        governing.Count == 0
        || policy == Policy.LatestFirst
        || voice[0].Body.Speaker.Authority >= governing[0].Body.Speaker.Authority
        || Day(voice[0]) > Day(governing[0]).PlusDays(180)
        || (governing.Count == 1 && governing[0].Body.EffectiveUntil < Day(voice[0]));

    private List<Statement> VoiceOf(List<Statement> day)
    {
        if (policy == Policy.AuthorityFirst)
            day = [.. day.Where(s => s.Body.Speaker.Authority == day.Max(other => other.Body.Speaker.Authority))];
        if (day.All(s => s.Body.SaidOn.Instant is not null))
            day = [.. day.Where(s => s.Body.SaidOn.Instant == day.Max(other => other.Body.SaidOn.Instant))];
        return day.Select(Said).Distinct().Count() > 1
            ? day
            : [day.OrderByDescending(s => s.Body.EffectiveUntil ?? LocalDate.MaxIsoValue).ThenBy(s => s.Order).First()];
    }

    private List<Statement> Candidates()
    {
        var candidates = _statements.Where(s =>
            Said(s) is not null && IsDeclared(s) && Day(s) <= on && !IsDenied(s)
            && !ActsOn(s).Any(act => act.Body.Denies != Denies.Utterance && Day(act) <= on)).ToList();
        return candidates.Exists(TakesAPlace) ? candidates.FindAll(TakesAPlace) : candidates;
    }

    private bool IsDenied(Statement s) =>
        ActsOn(s).Any(act => act.Body.Denies == Denies.Utterance)
        && !(s.Body.Quote.Rendering == Rendering.Verbatim && s.Body.Reports.Any(report => report.Credibility == 1));

    private IEnumerable<Statement> ActsOn(Statement target) => _statements.Where(act =>
        act.Body.RefersTo == target.Id
        && act.Party == target.Party
        && act.Body.Kind is StatementKind.WalkBack or StatementKind.Clarification or StatementKind.Withdrawal or StatementKind.Denial
        && IsDeclared(act)
        && Day(act) >= target.Body.SaidOn.Earliest
        && act.Body.Speaker.Authority >= target.Body.Speaker.Authority);

    private Outcome AfterConditions(StatementBody body)
    {
        var failed = body.StandingConditions.Where(condition => condition.StateOn(on) == ConditionState.Failed).ToList();
        if (failed.Count == 0 || body.Stance is not (>= Stance.Rejects and <= Stance.Accepts))
            return Said(body)!.Value;

        return failed.Exists(condition => condition.Otherwise == Stance.Rejects)
            ? Domain.Stances.Outcome.Rejects
            : Domain.Stances.Outcome.Open;
    }

    private static bool TakesAPlace(Statement s) =>
        Said(s) is not (Domain.Stances.Outcome.Ambiguous or Domain.Stances.Outcome.DeclinesToSay);

    private static bool IsDeclared(Statement s) =>
        s.Body.Speaker.Authority >= Authority.Office
        && s.Body.Attribution is Attribution.NamedOnRecord or Attribution.OfficeOnRecord or Attribution.Document
        && s.Body.Reports.Any(report =>
            !report.Retracted && report.Credibility is not (4 or 5) && Say.Grades[report.Source] != Reliability.E);

    private LocalDate Day(Statement s) => world is not null && world.TryGetValue(s.Id, out var day) ? day : s.Body.SaidOn.Latest;

    private static Outcome? Said(Statement s) => Said(s.Body);

    private static Outcome? Said(StatementBody body) => body.Kind switch
    {
        StatementKind.Withdrawal => Domain.Stances.Outcome.Withdrawn,
        StatementKind.NoComment => Domain.Stances.Outcome.DeclinesToSay,
        _ => (Outcome?)(int?)body.Stance,
    };
}
