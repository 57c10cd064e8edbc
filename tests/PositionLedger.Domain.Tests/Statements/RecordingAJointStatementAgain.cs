using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>The key of a joint statement: one for each holder.</summary>
public class RecordingAJointStatementAgain
{
    private readonly Recorder _desk = Open();

    [Fact]
    public void Under_its_key_changes_nothing_whichever_holder_is_addressed()
    {
        var first = _desk.RecordedJointly(NoLand, "summit");

        _desk.Unchanged(RecordJointly(NoLand, "summit"), first.Ours.ToString());
        _desk.Unchanged(Record(NoLand, "summit", "russia") with { JointWith = [new("ukraine", NewId())] }, first.Theirs.ToString());
    }

    [Fact]
    public void Under_its_key_changes_nothing_where_it_refers_to_an_earlier_one()
    {
        var target = _desk.RecordedJointly(NoLand);
        var first = _desk.RecordedJointly(NoLand with { RefersTo = target.Ours }, "summit");

        _desk.Unchanged(RecordJointly(NoLand with { RefersTo = target.Ours }, "summit"), first.Ours.ToString());
    }

    [Fact]
    public void Is_a_conflict_with_other_content()
    {
        var first = _desk.RecordedJointly(NoLand, "summit");

        Assert.Equal(first.Ours.ToString(),
            Conflict(RecordJointly(NoLand with { Firmness = Firmness.RedLine }, "summit")).Subject);
    }

    [Fact]
    public void Is_a_conflict_with_other_holders()
    {
        var joint = _desk.RecordedJointly(NoLand, "summit");
        var own = _desk.Recorded(NoLand, "alone");

        Assert.Contains("'ukraine', 'russia'", Conflict(Record(NoLand, "summit")).Why, StringComparison.Ordinal);
        Assert.Equal(joint.Theirs.ToString(), Conflict(Record(NoLand, "summit", "russia")).Subject);
        Assert.Equal(own.ToString(), Conflict(RecordJointly(NoLand, "alone")).Subject);
    }

    [Fact]
    public void Is_a_conflict_for_all_when_another_holder_used_the_key()
    {
        var theirs = _desk.Recorded(NoLand with { Firmness = Firmness.RedLine }, "summit", "russia");

        var refusal = Conflict(RecordJointly(NoLand, "summit"));

        Assert.Equal(theirs.ToString(), refusal.Subject);
        Assert.StartsWith("For 'russia': ", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_once_a_copy_is_retracted_before_anything_else_is_compared()
    {
        var first = _desk.RecordedJointly(NoLand, "summit");
        _desk.Do(new RetractStatement("russia", first.Theirs, null, "misquoted") { Joint = _desk.Statement(first.Ours).Joint, Only = "russia" });

        var refusal = _desk.Refused(RecordJointly(NoLand with { Firmness = Firmness.RedLine }, "summit"), "key-of-retracted-statement", field: "key");

        Assert.Equal(first.Theirs.ToString(), refusal.Subject);
    }

    private Refusal Conflict(Command command) => _desk.Refused(command, "key-conflict", RefusalKind.Conflict, "key");
}
