using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The cases that the rule's text names and that take a recorder's hand.</summary>
public class NamedCasesOfTheRecord
{
    private readonly Recorder _desk = Open();

    [Fact]
    public void A_misquote_found_later()
    {
        var id = _desk.Recorded(NoLand);
        var asKnownBefore = _desk.Ledger;

        _desk.Do(new CorrectStatement("ukraine", id, null, new() { Stance = Stance.LeansAgainst }, "the transcript says otherwise"));

        Assert.Equal(Outcome.LeansAgainst, StanceOn("2025-08-09").Stance);
        Assert.Equal(Outcome.Rejects,
            StanceRule.Derive([asKnownBefore.Statements[id]], _desk.Grades(), Day("2025-08-09"), Policy.AuthorityFirst).Stance);
    }

    [Fact]
    public void An_old_statement_entered_late()
    {
        var now = _desk.Recorded(NoLand);
        var old = _desk.Recorded(NoLand with { Stance = Stance.Open, SaidOn = SaidOn.TryParse("2025-03-01")! });

        Assert.Equal((now, Day("2025-08-09")), (StanceOn("2025-08-09").GovernedBy!.Value, StanceOn("2025-08-09").Since!.Value));
        Assert.Equal((Outcome.Open, old), (StanceOn("2025-08-08").Stance, StanceOn("2025-08-08").GovernedBy!.Value));
    }

    [Fact]
    public void A_correction_that_moves_the_date_across_the_date_asked_about()
    {
        var id = _desk.Recorded(NoLand);
        Assert.Equal(Outcome.Rejects, StanceOn("2025-08-10").Stance);

        _desk.Do(new CorrectStatement("ukraine", id, null, new() { SaidOn = SaidOn.TryParse("2025-08-11")! }, "the wire's date"));

        Assert.Equal((Outcome.Undeclared, RuleStep.SaidLater),
            (StanceOn("2025-08-10").Stance, Assert.Single(StanceOn("2025-08-10").Considered).Step));
        Assert.Equal(Outcome.Rejects, StanceOn("2025-08-11").Stance);
    }

    [Fact]
    public void A_joint_statement_in_two_streams()
    {
        var joint = NoLand with { Stance = Stance.Accepts, Kind = StatementKind.Position };
        var (ours, theirs) = _desk.RecordedJointly(joint);
        Assert.Equal((Outcome.Accepts, theirs), (StanceOn("2025-08-09", "russia").Stance, StanceOn("2025-08-09", "russia").GovernedBy!.Value));

        _desk.Do(new RetractStatement("russia", theirs, null, "they did not sign") { Joint = _desk.Statement(theirs).Joint, Only = "russia" });

        Assert.Equal((Outcome.Accepts, ours), (StanceOn("2025-08-09").Stance, StanceOn("2025-08-09").GovernedBy!.Value));
        Assert.Equal(Outcome.Undeclared, StanceOn("2025-08-09", "russia").Stance);
    }

    [Fact]
    public void A_source_graded_as_unreliable_later()
    {
        _desk.Recorded(NoLand);
        Assert.Equal(("F3", Confidence.Low), (StanceOn("2025-08-09").Basis!.Grade, StanceOn("2025-08-09").Confidence!.Value));

        _desk.Do(new Domain.Sources.GradeSource("rt", Domain.Sources.Reliability.E, "fabrications"));

        Assert.Equal(SignalReason.DoubtfulReports, Assert.Single(StanceOn("2025-08-09").Signals).Because);
        Assert.Equal(Outcome.Undeclared, StanceOn("2025-08-09").Stance);
    }

    private StanceAnswer StanceOn(string on, string party = "ukraine") =>
        _desk.StanceOf(party, "cede-territory", Day(on), Policy.AuthorityFirst);
}
