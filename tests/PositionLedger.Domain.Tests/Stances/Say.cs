using NodaTime;
using NodaTime.Text;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Statements of one party on one issue, and questions about them; recorded in the order in which they are handed over.</summary>
internal static class Say
{
    /// <summary>A source of each grade, named after it.</summary>
    public static readonly Dictionary<string, Reliability> Grades = Enum.GetValues<Reliability>().ToDictionary(grade => grade.ToString());

    private static int _ids;

    /// <summary>Said by the leadership itself, on the record, in a source graded B; the parameters say otherwise.</summary>
    public static Statement That(Stance? stance, string on, Authority by = Authority.Principal) => Of(new()
    {
        Issue = "issue",
        Speaker = new("Name", null, by),
        Kind = StatementKind.Position,
        Stance = stance,
        SaidOn = SaidOn.TryParse(on)!,
        Quote = new("Words", "en", Rendering.Verbatim, null, null),
        Attribution = Attribution.NamedOnRecord,
        Reports = [Report("B", 3)],
    });

    /// <summary>An act of the party's own on an earlier statement of its own.</summary>
    public static Statement Act(StatementKind kind, Statement target, string on, Stance? stance = null,
        Authority by = Authority.Principal) =>
        That(stance, on, by).With(body => body with { Kind = kind, RefersTo = target.Id });

    public static Statement Denial(Statement target, Denies denies, string on, Stance? stance = null, Authority by = Authority.Principal) =>
        Act(StatementKind.Denial, target, on, stance, by).With(body => body with { Denies = denies });

    public static Report Report(string source, int credibility, string? root = null) =>
        new(source, null, null, null, credibility, [], root ?? source);

    public static StanceAnswer Ask(string on, params Statement[] said) => Ask(Policy.AuthorityFirst, on, said);

    public static StanceAnswer Ask(Policy policy, string on, params Statement[] said) =>
        StanceRule.Derive(Recorded(said), Grades, Day(on), policy);

    /// <summary>Asks about a party with blocs.</summary>
    public static StanceAnswer Ask(string on, Membership[] memberships, Statement[] own, Statement[] ofBlocs) => StanceRule.Derive(
        new(Recorded(own), Grades) { Memberships = [.. memberships], OfBlocs = Recorded(ofBlocs) }, Day(on), Policy.AuthorityFirst);

    public static StanceTimeline TimelineOf(params Statement[] said) => StanceTimeline.Of(
        new([.. said.Select((statement, i) => statement with { Order = i + 1 })], Grades), Policy.AuthorityFirst);

    public static LocalDate Day(string day) => LocalDatePattern.Iso.Parse(day).Value;

    /// <summary>The step of the rule that decided about a statement.</summary>
    public static RuleStep StepOf(this StanceAnswer answer, Statement statement) =>
        answer.Considered.Single(c => c.Statement == statement.Id).Step;

    public static Statement With(this Statement statement, Func<StatementBody, StatementBody> change) =>
        statement with { Body = change(statement.Body) };

    public static Statement By(this Statement statement, string party) => statement with { Party = party };

    public static Statement As(this Statement statement, StatementKind kind) => statement.With(body => body with { Kind = kind });

    public static Statement Until(this Statement statement, string day) => statement.With(body => body with { EffectiveUntil = Day(day) });

    public static Statement Firmly(this Statement statement, Firmness firmness) =>
        statement.With(body => body with { Firmness = firmness });

    public static Statement Attributed(this Statement statement, Attribution attribution) =>
        statement.With(body => body with { Attribution = attribution });

    public static Statement Rendered(this Statement statement, Rendering? rendering) =>
        statement.With(body => body with { Quote = body.Quote with { Rendering = rendering } });

    /// <summary>The reports in place of the one it has.</summary>
    public static Statement In(this Statement statement, params Report[] reports) =>
        statement.With(body => body with { Reports = [.. reports] });

    public static Statement If(this Statement statement, string text, Stance? otherwise = null, params ConditionAssessment[] assessed) =>
        statement.With(body => body with
        {
            Conditions = body.Conditions.Add(new Condition(text, ConditionState.Open, otherwise) { Assessments = [.. assessed] }),
        });

    public static ConditionAssessment From(string day, ConditionState state) => new(state, Day(day), "seen");

    private static Statement[] Recorded(Statement[] said) => [.. said.Select((statement, i) => statement with { Order = i + 1 })];

    private static Statement Of(StatementBody body) =>
        new(new Guid(Interlocked.Increment(ref _ids), 0, 0, new byte[8]), "party", 1, 1, false, body);
}
