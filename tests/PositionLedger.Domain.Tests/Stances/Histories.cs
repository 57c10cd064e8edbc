using CsCheck;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>A statement before it is recorded; what it refers to is counted from the start of its history.</summary>
internal sealed record Draft(StatementBody Body, int Target);

/// <summary>A random history of one party on one issue, and a question about it.</summary>
internal sealed record Scene(Draft[] Drafts, LocalDate On, Policy Policy)
{
    public override string ToString() => $"on {On:uuuu-MM-dd} by {Policy.Id}:\n{string.Join('\n', (object[])Drafts)}";
}

/// <summary>Random histories: crowded days, half years of silence, acts upon acts, coarse dates, ties, lapses and denials.</summary>
internal static class Histories
{
    public static readonly LocalDate Start = new(2025, 1, 1);

    public static readonly Gen<LocalDate> Days =
        Gen.Frequency((6, Gen.Int[0, 12]), (2, Gen.Int[178, 194]), (1, Gen.Int[0, 400])).Select(days => Start.PlusDays(days));

    public static readonly Gen<Policy> Policies = Gen.Frequency((3, Gen.Const(Policy.AuthorityFirst)), (1, Gen.Const(Policy.LatestFirst)));

    private static readonly Gen<SaidOn> SaidOns =
        Gen.Select(Days, Gen.Int[0, 20], Gen.Int[0, 23], (day, form, hour) => SaidOn.TryParse(form switch
    {
        < 10 => $"{day:uuuu-MM-dd}",
        < 14 => $"{day:uuuu-MM-dd}T{hour / 6:00}:00Z",
        < 16 => $"{day:uuuu-MM-dd}/{day.PlusDays(hour):uuuu-MM-dd}",
        < 17 => $"{day:uuuu-MM}",
        < 18 => $"../{day:uuuu-MM-dd}",
        _ => $"{day:uuuu-MM-dd}~",
    })!);

    private static readonly Gen<StatementKind> Kinds = Gen.Frequency(
        (8, Gen.Const(StatementKind.Position)), (2, Gen.Const(StatementKind.WalkBack)), (1, Gen.Const(StatementKind.Clarification)),
        (2, Gen.Const(StatementKind.Withdrawal)), (4, Gen.Const(StatementKind.Denial)),
        (1, Gen.OneOf(StatementKind.NoComment, StatementKind.Accusation, StatementKind.FormalAct)));

    private static readonly Gen<Stance> Stances = Gen.Frequency(
        (5, Gen.OneOf(Stance.Rejects, Stance.Open, Stance.Accepts)), (1, Gen.OneOf(Stance.Ambiguous, Stance.DeclinesToSay)));

    private static readonly Gen<Speaker> Speakers = Gen.Frequency(
        (4, Gen.Const(Authority.Principal)), (3, Gen.Const(Authority.Mandated)), (4, Gen.Const(Authority.Office)),
        (1, Gen.OneOf(Authority.Official, Authority.Outside))).Select(authority => new Speaker("Name", "role", authority));

    private static readonly Gen<Attribution> Attributions = Gen.Frequency(
        (9, Gen.OneOf(Attribution.NamedOnRecord, Attribution.OfficeOnRecord, Attribution.Document)),
        (1, Gen.OneOf(Attribution.Leak, Attribution.OtherParty)));

    private static readonly Gen<ValueList<Report>> Reports = Gen.Select(
        Gen.OneOf("B", "B", "C", "F", "E"), Gen.OneOf(1, 2, 2, 3, 4, 6), (source, credibility) => credibility == 1
            ? (ValueList<Report>)[Say.Report(source, 1), Say.Report("C", 2, "another")]
            : [Say.Report(source, credibility)]);

    private static readonly Gen<ValueList<Condition>> Conditions = Gen.Frequency(
        (5, Gen.Const<ValueList<Condition>>([])),
        (1, Gen.Select(Days, Gen.OneOf(ConditionState.Met, ConditionState.Failed), Gen.OneOf<Stance?>(null, Stance.Rejects),
            (day, state, otherwise) => (ValueList<Condition>)
                [new Condition("a ceasefire", ConditionState.Open, otherwise) { Assessments = [new(state, day, "seen")] }])));

    public static readonly Gen<Draft> Drafts =
        from kind in Kinds
        from stance in Stances
        from saidOn in SaidOns
        from lasts in Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, 12]))
        from speaker in Speakers
        from attribution in Attributions
        from reports in Reports
        from rendering in Gen.OneOf(Rendering.Verbatim, Rendering.Paraphrase)
        from conditions in Conditions
        from denies in Gen.OneOf(Denies.Content, Denies.Utterance)
        from silent in Gen.Bool
        from target in Gen.Int[0, 11]
        select new Draft(
            new()
            {
                Issue = "issue",
                Speaker = speaker,
                Kind = kind,
                Stance = kind.StanceNeed == StanceNeed.Always || (kind == StatementKind.Denial && !silent) ? stance : null,
                Conditions = conditions,
                SaidOn = saidOn,
                EffectiveUntil = lasts < 0 || kind is StatementKind.Withdrawal or StatementKind.Denial
                    ? null
                    : saidOn.Latest.PlusDays(lasts),
                Denies = kind == StatementKind.Denial ? denies : null,
                Quote = new("Words", "en", rendering, null, null),
                Attribution = attribution,
                Reports = reports,
            },
            target);

    public static readonly Gen<Scene> Scenes =
        Gen.Select(Drafts.Array[0, 10], Days, Policies, (drafts, on, policy) => new Scene(drafts, on, policy));
}
