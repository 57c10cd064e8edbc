using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>One utterance of several parties: a copy in each one's stream, all or none.</summary>
public class RecordingAJointStatement
{
    private readonly Recorder _desk = Open();

    [Fact]
    public void Puts_a_copy_in_each_holders_stream_and_each_names_all()
    {
        var command = RecordJointly(NoLand, "summit");
        var (ours, theirs) = (command.Id, command.JointWith[0].Statement);
        ValueList<JointCopy> copies = [new("ukraine", ours), new("russia", theirs)];

        Assert.Equal(
            new Decision.Accepted(
            [
                new("party/ukraine", new StatementRecorded(ours, "summit", NoLand) { Joint = copies }),
                new("party/russia", new StatementRecorded(theirs, "summit", NoLand) { Joint = copies }),
            ]),
            _desk.Send(command));
        Assert.Equal(("ukraine", "russia"), (_desk.Statement(ours).Party, _desk.Statement(theirs).Party));
        Assert.Equal((copies, copies), (_desk.Statement(ours).Joint, _desk.Statement(theirs).Joint));
        Assert.Equal((theirs, ours, null),
            (_desk.Statement(ours).CopyOf("russia"), _desk.Statement(theirs).CopyOf("ukraine"), _desk.Statement(ours).CopyOf("us")));
    }

    [Fact]
    public void Names_no_copies_where_one_party_holds_it() => Assert.Empty(_desk.Statement(_desk.Recorded(NoLand)).Joint);

    [Fact]
    public void Needs_to_know_each_holder_and_its_use_of_the_key()
    {
        var command = RecordJointly(NoLand, "summit");

        Assert.Equal(["party/ukraine", "party/russia"], command.Streams);
        Assert.Equal((["ukraine", "russia"], [new("ukraine", "summit"), new("russia", "summit")]), (command.Needs.Parties, command.Needs.Keys));
    }

    [Theory]
    [InlineData("joint-with-itself", "us", "ukraine")]
    [InlineData("joint-party-twice", "us", "us")]
    [InlineData("unknown-party", "us", "atlantis")]
    public void Is_refused_with_the_holder_at_fault(string code, string first, string second)
    {
        _desk.Do(new OpenParty(new("us", "US", PartyKind.State, [])));
        var command = Record(NoLand) with { JointWith = [new(first, NewId()), new(second, NewId())] };

        Assert.Equal(second, _desk.Refused(command, code, field: "jointWith[1]").Subject);
    }

    [Fact]
    public void Is_refused_for_all_when_a_rule_refuses_it_for_one_and_says_for_whom()
    {
        var target = _desk.RecordedJointly(NoLand);
        _desk.Do(new CorrectStatement("russia", target.Theirs, null, new() { SaidOn = SaidOn.TryParse("2025-08-10")! }, "theirs was later")
        {
            Joint = _desk.Statement(target.Ours).Joint,
            Only = "russia",
        });
        var before = _desk.Ledger;

        var refusal = _desk.Refused(RecordJointly(NoLand with { RefersTo = target.Ours }), "refers-to-a-later-statement", field: "saidOn");

        Assert.StartsWith("For 'russia': ", refusal.Why, StringComparison.Ordinal);
        Assert.Same(before, _desk.Ledger);
    }

    [Fact]
    public void Refers_in_each_stream_to_the_copy_that_is_there()
    {
        var target = _desk.RecordedJointly(NoLand);

        var act = _desk.RecordedJointly(NoLand with { Kind = StatementKind.WalkBack, RefersTo = target.Ours });

        Assert.Equal((target.Ours, target.Theirs), (_desk.Statement(act.Ours).Body.RefersTo, _desk.Statement(act.Theirs).Body.RefersTo));
    }

    [Fact]
    public void Is_refused_when_what_it_refers_to_has_no_copy_for_a_holder()
    {
        var (own, joint) = (_desk.Recorded(NoLand), _desk.RecordedJointly(NoLand));

        var refusal = _desk.Refused(RecordJointly(NoLand with { RefersTo = own }), "no-copy-to-refer-to", field: "refersTo");
        Assert.Equal(own.ToString(), refusal.Subject);
        Assert.StartsWith("For 'russia': ", refusal.Why, StringComparison.Ordinal);
        _desk.Refused(RecordJointly(NoLand with { RefersTo = joint.Theirs }), "refers-to-another-party", field: "refersTo");
        _desk.Refused(RecordJointly(NoLand with { RefersTo = NewId() }), "unknown-statement", field: "refersTo");
    }
}
