using CsCheck;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>What a recorder's acts can and can't do to a stance, for every history.</summary>
public class LawsOfTheRecord
{
    private static readonly Gen<(Scene Scene, Draft Draft, int Place)> WithAnother =
        Gen.Select(Histories.Scenes, Histories.Drafts, Gen.Int[0, 9]);

    [Fact]
    public void Recorded_and_retracted_is_never_recorded() => WithAnother.Hold(sample =>
    {
        var history = new History(sample.Scene.Drafts);
        var before = Ask(history, sample.Scene);
        if (history.Record(sample.Draft) is not { } recorded)
            return;

        Accept(history, new RetractStatement("party", recorded.Id, [1], "misquoted"));

        var after = Ask(history, sample.Scene);
        Assert.Equal(RuleStep.Retracted, after.StepOf(recorded));
        Assert.Equal(before with { Considered = [] }, after with { Considered = [] });
    });

    [Fact]
    public void Retracted_and_reinstated_is_nothing_happened() => WithAnother.Hold(sample =>
    {
        if (Any(sample) is not var (history, statement))
            return;

        var before = Ask(history, sample.Scene);
        Accept(history, new RetractStatement("party", statement.Id, [1], "misquoted"));
        Accept(history, new ReinstateStatement("party", statement.Id, [2], "quoted well"));

        Assert.Equal(before, Ask(history, sample.Scene));
    });

    [Fact]
    public void Corrected_and_corrected_back_is_nothing_happened() => WithAnother.Hold(sample =>
    {
        if (Any(sample) is not var (history, statement))
            return;

        var before = Ask(history, sample.Scene);
        if (history.Send(new CorrectStatement("party", statement.Id, [1], sample.Draft.Body.AsChanges(), "a slip")) is Decision.Accepted)
            Accept(history, new CorrectStatement("party", statement.Id, [2], statement.Body.AsChanges(), "no slip"));

        Assert.Equal(Shown(before), Shown(Ask(history, sample.Scene)));
    });

    [Fact]
    public void Corrected_is_as_if_recorded_so_at_first() => WithAnother.Hold(sample =>
    {
        if (Any(sample) is not var (history, statement))
            return;
        // Conditions apart: one that is continued keeps what was assessed.
        var changes = sample.Draft.Body.AsChanges() with { Conditions = default };
        if (history.Send(new CorrectStatement("party", statement.Id, null, changes, "a slip")) is not Decision.Accepted)
            return;

        var asCorrected = sample.Draft.Body with
        {
            RefersTo = statement.Body.RefersTo,
            Conditions = statement.Body.Conditions,
            Reports = statement.Body.Reports.SetItem(0, sample.Draft.Body.Reports[0]),
        };
        var atFirst = history.Statements.ConvertAll(s => s.Id == statement.Id ? statement with { Body = asCorrected } : s);
        Assert.Equal(StanceRule.Derive(atFirst, Say.Grades, sample.Scene.On, sample.Scene.Policy).Stance,
            Ask(history, sample.Scene).Stance);
    });

    [Fact]
    public void An_answer_at_a_size_never_changes_as_the_ledger_grows() => Annals.Any.Hold(annals =>
    {
        var known = new Ledger(Recorder.Today);
        var answers = new List<(Ledger Ledger, StanceAnswer Answer)>();
        foreach (var (stream, version, fact) in annals.Facts)
        {
            known = known.Evolve(stream, version, fact);
            answers.Add((known, annals.Stance(known, "issue")));
        }

        // Of the finished ledger: its first events folded again, and the state that was left behind.
        var refolded = new Ledger(Recorder.Today);
        foreach (var ((stream, version, fact), (ledger, answer)) in annals.Facts.Zip(answers))
        {
            refolded = refolded.Evolve(stream, version, fact);
            Assert.Equal(answer, annals.Stance(refolded, "issue"));
            Assert.Equal(answer, annals.Stance(ledger, "issue"));
        }
    });

    [Fact]
    public void Parties_do_not_influence_one_another() => WithAnother.Hold(sample =>
    {
        var history = new History(sample.Scene.Drafts);
        var before = Ask(history, sample.Scene);
        history.Record(sample.Draft, "other");

        Assert.Equal(before, Ask(history, sample.Scene));
    });

    [Fact]
    public void Fifty_reprints_of_one_report_change_neither_roots_nor_confidence() => WithAnother.Hold(sample =>
    {
        if (Any(sample) is not var (history, statement))
            return;

        var reprint = new ReportAdded(statement.Id, 2, statement.Body.Reports[0] with { Url = "https://example.org/again" });
        var reprinted = Enumerable.Repeat(reprint, 50).Aggregate(statement, (reported, again) => reported.Evolve(again));
        var after = StanceRule.Derive(
            history.Statements.ConvertAll(s => s.Id == statement.Id ? reprinted : s), Say.Grades, sample.Scene.On, sample.Scene.Policy);

        Assert.Equal(Ask(history, sample.Scene) with { Considered = [] }, after with { Considered = [] });
    });

    [Fact]
    public void A_duplicate_command_records_nothing() => WithAnother.Hold(sample =>
    {
        if (Any(sample) is not var (history, statement))
            return;

        var (id, body, report) = (statement.Id, statement.Body, Say.Report("C", 3));
        Command[] commands =
        [
            new RecordStatement("party", new Guid(99, 0, 0, new byte[8]), "key", body),
            new CorrectStatement("party", id, [1], sample.Draft.Body.AsChanges(), "a slip"),
            new AddReport("party", id, null, report),
            new RetractStatement("party", id, null, "misquoted"),
            new ReinstateStatement("party", id, null, "quoted well"),
        ];
        foreach (var command in commands)
        {
            var first = history.Send(command);
            var ledger = history.Ledger;
            var again = history.Send(command);
            Assert.False(again is Decision.Accepted, $"{command} was accepted twice");
            Assert.Same(ledger, history.Ledger);
            Assert.True(first is Decision.Accepted || command is CorrectStatement or RecordStatement or AddReport, $"{command}: {first}");
        }
    });

    private static StanceAnswer Ask(History history, Scene scene) => history.Stance(scene.On, scene.Policy);

    // Conditions that only the correction had stay behind the statement, dropped; nobody sees them.
    private static (StanceAnswer, string) Shown(StanceAnswer answer) =>
        (answer with { Considered = [] }, string.Join("; ", answer.Considered.Select(c => $"{c.Statement} {c.Step} {c.Why}")));

    private static void Accept(History history, Command command) => Assert.IsType<Decision.Accepted>(history.Send(command));

    private static (History History, Statement Statement)? Any((Scene Scene, Draft Draft, int Place) sample)
    {
        var history = new History(sample.Scene.Drafts);
        var statements = history.Statements;
        return statements.Count == 0 ? null : (history, statements[sample.Place % statements.Count]);
    }
}
