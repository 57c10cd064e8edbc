using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>What was retracted doesn't come back by being recorded once more, unless the recorder says that it is known.</summary>
public class RecordingWhatLooksRetracted
{
    private const string Code = "looks-like-a-retracted-statement";

    private readonly Recorder _desk = Open();

    [Fact]
    public void Is_refused_with_the_one_it_looks_like()
    {
        var id = Retracted(NoLand);

        var refusal = _desk.Refused(Record(NoLand with { Firmness = Firmness.RedLine }), Code, field: "acknowledges");

        Assert.Equal(id.ToString(), refusal.Subject);
        Assert.Contains(id.ToString(), refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_accepted_when_it_is_acknowledged_and_the_event_keeps_that()
    {
        var id = Retracted(NoLand);

        Assert.Equal([id], _desk.Accepted<StatementRecorded>(Record(NoLand) with { Acknowledges = [id] }).Acknowledges);
        Assert.Empty(_desk.Accepted<StatementRecorded>(Record(NoLand with { Issue = "ceasefire-now" })).Acknowledges);
    }

    [Fact]
    public void Takes_an_acknowledgement_of_every_one_and_of_no_other()
    {
        var (first, second) = (Retracted(NoLand), _desk.Recorded(NoLand with { Quote = NoLand.Quote with { Text = "Another." } }));
        _desk.Do(Record(NoLand) with { Acknowledges = [first] });
        _desk.Do(new CorrectStatement("ukraine", second, null, new() { Quote = NoLand.Quote }, "the words"));
        _desk.Do(new RetractStatement("ukraine", second, null, "misquoted"));

        Assert.Equal(second.ToString(), _desk.Refused(Record(NoLand) with { Acknowledges = [first] }, Code, field: "acknowledges").Subject);
        var stranger = NewId();
        Assert.Equal(stranger.ToString(), _desk.Refused(
            Record(NoLand) with { Acknowledges = [first, second, stranger] }, "acknowledges-no-look-alike", field: "acknowledges[2]").Subject);
        _desk.Do(Record(NoLand) with { Acknowledges = [second, first] });
    }

    [Fact]
    public void Is_free_beside_one_that_stands_or_stands_again()
    {
        var id = _desk.Recorded(NoLand);
        _desk.Recorded(NoLand);
        _desk.Do(new RetractStatement("ukraine", id, null, "misquoted"));
        _desk.Refused(Record(NoLand), Code, field: "acknowledges");

        _desk.Do(new ReinstateStatement("ukraine", id, null, "quoted well"));

        _desk.Recorded(NoLand);
        _desk.Refused(Record(NoLand) with { Acknowledges = [id] }, "acknowledges-no-look-alike", field: "acknowledges[0]");
    }

    [Fact]
    public void Keeps_the_refusal_of_its_key_and_of_the_rules_before_that()
    {
        _desk.Recorded(NoLand, "used");
        _desk.Do(new RetractStatement("ukraine", _desk.Ledger.Keys[new("ukraine", "used")].Statement, null, "misquoted"));

        _desk.Refused(Record(NoLand, "used"), "key-of-retracted-statement", field: "key");
        _desk.Refused(Record(NoLand with { Stance = null }), "stance-missing", field: "stance");
    }

    [Fact]
    public void Again_under_its_key_is_the_same_whatever_it_acknowledges()
    {
        var id = Retracted(NoLand);
        var command = Record(NoLand, "known") with { Acknowledges = [id] };
        _desk.Do(command);

        _desk.Unchanged(Record(NoLand, "known") with { Acknowledges = [id] }, command.Id.ToString());
        _desk.Unchanged(Record(NoLand, "known"), command.Id.ToString());
    }

    [Fact]
    public void Is_refused_for_all_holders_when_it_looks_so_for_one()
    {
        var theirs = Retracted(NoLand, "russia");

        var refusal = _desk.Refused(RecordJointly(NoLand), Code, field: "acknowledges");
        Assert.Equal(theirs.ToString(), refusal.Subject);
        Assert.StartsWith("For 'russia': ", refusal.Why, StringComparison.Ordinal);

        var accepted = Assert.IsType<Decision.Accepted>(_desk.Send(RecordJointly(NoLand) with { Acknowledges = [theirs] }));
        Assert.Equal([[], [theirs]], accepted.Events.Select(e => Assert.IsType<StatementRecorded>(e.Event).Acknowledges));
    }

    [Fact]
    public void Needs_to_know_what_looks_like_it_for_each_holder() =>
        Assert.Equal([LookAlike.Of("ukraine", NoLand), LookAlike.Of("russia", NoLand)], [.. RecordJointly(NoLand).Needs.LookAlikes]);

    private Guid Retracted(StatementBody body, string party = "ukraine")
    {
        var id = _desk.Recorded(body, null, party);
        _desk.Do(new RetractStatement(party, id, null, "misquoted"));
        return id;
    }
}
