using CsCheck;
using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What holds for every history, as long as nothing is amended.</summary>
public class LawsOfTheRule
{
    private static readonly Gen<(Scene Scene, int Seed)> Shuffled = Gen.Select(Histories.Scenes, Gen.Int);

    [Fact]
    public void It_is_the_rule_of_the_book() => Histories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        var book = new ByTheBook(statements, scene.On, scene.Policy);

        var answer = Ask(statements, scene);

        Assert.Equal(book.Outcome(), answer.Stance);
        Assert.Equal(book.Governing().Select(s => s.Id), answer.GovernedBy is { } governing ? [governing] : answer.Contested);
    });

    [Fact]
    public void Since_is_the_first_of_the_days_in_a_row_with_this_stance() => Histories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        var answer = Ask(statements, scene);
        if (answer.Stance == Outcome.Undeclared)
        {
            Assert.Null(answer.Since);
            return;
        }

        var since = scene.On;
        while (new ByTheBook(statements, since.PlusDays(-1), scene.Policy).Outcome() == answer.Stance)
            since = since.PlusDays(-1);
        Assert.Equal(since, answer.Since);
    });

    [Fact]
    public void The_order_of_the_input_changes_nothing() => Shuffled.Hold(sample =>
    {
        var statements = new History(sample.Scene.Drafts).Statements;

        Assert.Equal(Ask(statements, sample.Scene), Ask(Shuffle(statements, sample.Seed), sample.Scene));
    });

    // But for conditions: of equals that say the same the first recorded governs, and only its conditions can fail.
    [Fact]
    public void The_order_of_recording_does_not_change_a_stance() => Shuffled.Hold(sample =>
    {
        var statements = new History(sample.Scene.Drafts).Statements.ConvertAll(s => s.With(body => body with { Conditions = [] }));
        var reordered = Shuffle(statements, sample.Seed).Select((s, i) => s with { Order = i + 1 }).ToList();

        var (answer, other) = (Ask(statements, sample.Scene), Ask(reordered, sample.Scene));

        Assert.Equal((answer.Stance, answer.Since), (other.Stance, other.Since));
        Assert.Equal(answer.Contested.Order(), other.Contested.Order());
    });

    [Fact]
    public void What_governs_is_always_a_declared_statement_said_by_then() => Histories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        var answer = Ask(statements, scene);
        foreach (var governing in statements.Where(s => s.Id == answer.GovernedBy || answer.Contested.Contains(s.Id)))
        {
            Assert.True(governing.Body.Speaker.Authority >= Authority.Office && governing.Body.SaidOn.Latest <= scene.On);
            Assert.True(governing.Body.Kind == StatementKind.Withdrawal || governing.Body.EffectiveStance is not null);
            Assert.DoesNotContain(answer.Signals, signal => signal.Statement == governing.Id);
        }

        Assert.Equal(answer.Stance == Outcome.Undeclared, answer.GovernedBy is null && answer.Contested.Count == 0);
        Assert.NotEqual(1, answer.Contested.Count);
    });

    [Fact]
    public void Every_statement_is_explained_once_and_the_steps_agree_with_the_answer() => Histories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        var answer = Ask(statements, scene);

        Assert.Equal(statements.Select(s => s.Id), answer.Considered.Select(considered => considered.Statement));
        Assert.All(answer.Considered, considered => Assert.EndsWith(".", considered.Why, StringComparison.Ordinal));
        Assert.Equal(answer.GovernedBy is { } id ? [id] : [], At(answer, RuleStep.Governs, RuleStep.Lapsed));
        Assert.Equal(answer.Contested, At(answer, RuleStep.Contested));
        Assert.Equal(answer.ReaffirmedBy.Order(), At(answer, RuleStep.Reaffirms).Order());
        Assert.Equal(answer.DivergingVoices.Order(), At(answer, RuleStep.Diverges).Order());
        Assert.Equal(answer.Signals.Select(signal => signal.Statement), At(answer, RuleStep.Indicated, RuleStep.UtteranceDenied));
    });

    [Fact]
    public void Age_alone_never_changes_a_value() => Histories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        var next = statements.SelectMany(Boundaries).Where(day => day > scene.On).Append(new LocalDate(2030, 1, 1)).Min();

        // Inside of an uncertain date every day is one more on which somebody may have spoken.
        Assert.Equal(Shown(Ask(statements, scene)), Shown(Ask(statements, scene with { On = next.PlusDays(-1) })));
        static StanceAnswer Shown(StanceAnswer answer) => answer with { Stale = false, Possible = [] };
    });

    [Fact]
    public void Before_everything_said_it_is_undeclared() => Histories.Scenes.Hold(scene =>
    {
        var statements = new History(scene.Drafts).Statements;
        var before = statements.Select(s => s.Body.SaidOn.Latest).Append(scene.On).Min().PlusDays(-1);

        Assert.Equal(Outcome.Undeclared, Ask(statements, scene with { On = before }).Stance);
    });

    [Fact]
    public void What_is_said_after_the_date_asked_about_changes_nothing_but_a_denied_utterance() =>
        Gen.Select(Histories.Scenes, Histories.Drafts, Gen.Int[1, 400]).Hold((sample) =>
        {
            var (scene, draft, days) = sample;
            var later = draft with { Body = draft.Body with { SaidOn = SaidOn.Day(scene.On.PlusDays(days)), EffectiveUntil = null } };
            var history = new History(scene.Drafts);
            var before = history.Stance(scene.On, scene.Policy);
            if (later.Body.Denies == Denies.Utterance || history.Record(later) is not { } recorded)
                return;

            var after = history.Stance(scene.On, scene.Policy);
            Assert.Equal(RuleStep.SaidLater, recorded.Body.EffectiveStance is null && recorded.Body.Kind != StatementKind.Withdrawal
                ? RuleStep.SaidLater
                : after.StepOf(recorded));
            Assert.Equal(before with { Considered = [] }, after with { Considered = [] });
        });

    private static StanceAnswer Ask(IReadOnlyCollection<Statement> statements, Scene scene) =>
        StanceRule.Derive(statements, Say.Grades, scene.On, scene.Policy);

    private static IEnumerable<Guid> At(StanceAnswer answer, params RuleStep[] steps) =>
        answer.Considered.Where(considered => steps.Contains(considered.Step)).Select(considered => considered.Statement);

    private static List<Statement> Shuffle(List<Statement> statements, int seed)
    {
        var shuffled = statements.ToArray();
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    }

    private static IEnumerable<LocalDate> Boundaries(Statement s) =>
    [
        s.Body.SaidOn.Earliest, s.Body.SaidOn.Latest, (s.Body.EffectiveUntil ?? s.Body.SaidOn.Latest).PlusDays(1),
        .. s.Body.Conditions.SelectMany(condition => condition.Assessments).Select(assessment => assessment.On),
    ];
}
