using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>Kinds, the stances they carry, and what they refer to.</summary>
public class RecordingWhatWasDone
{
    private readonly Recorder _desk = Open();

    [Theory]
    [InlineData(StatementKind.Position, false, true)]
    [InlineData(StatementKind.FormalAct, false, true)]
    [InlineData(StatementKind.Clarification, false, true)]
    [InlineData(StatementKind.WalkBack, false, true)]
    [InlineData(StatementKind.Accusation, true, false)]
    [InlineData(StatementKind.Threat, true, false)]
    [InlineData(StatementKind.Meeting, true, false)]
    [InlineData(StatementKind.Interest, true, false)]
    [InlineData(StatementKind.Withdrawal, true, false)]
    [InlineData(StatementKind.Denial, true, true)]
    [InlineData(StatementKind.NoComment, true, false)]
    public void Takes_a_stance_as_its_kind_does(StatementKind kind, bool without, bool with)
    {
        var body = NoLand with { Kind = kind, Stance = null, Denies = kind == StatementKind.Denial ? Denies.Content : null };

        Expect(without, Record(body), "stance-missing", "stance");
        Expect(with, Record(body with { Stance = Stance.Rejects }), "stance-not-allowed", "stance");
    }

    [Fact]
    public void Takes_only_declines_to_say_for_a_no_comment()
    {
        var body = NoLand with { Kind = StatementKind.NoComment };

        Assert.Equal(Stance.DeclinesToSay, _desk.Statement(_desk.Recorded(body with { Stance = null })).Body.EffectiveStance);
        Assert.Equal(Stance.DeclinesToSay,
            _desk.Statement(_desk.Recorded(body with { Stance = Stance.DeclinesToSay })).Body.EffectiveStance);
        _desk.Refused(Record(body with { Stance = Stance.Ambiguous }), "stance-not-allowed", field: "stance");
    }

    [Fact]
    public void Says_what_a_denial_denies_and_nothing_else_denies()
    {
        _desk.Refused(Record(NoLand with { Kind = StatementKind.Denial }), "denies-missing", field: "denies");
        _desk.Refused(Record(NoLand with { Denies = Denies.Content }), "denies-not-allowed", field: "denies");
    }

    [Theory]
    [InlineData(StatementKind.Denial, false)]
    [InlineData(StatementKind.Withdrawal, false)]
    [InlineData(StatementKind.NoComment, true)]
    public void Has_no_end_where_the_kind_has_none(StatementKind kind, bool accepted)
    {
        var denies = kind == StatementKind.Denial ? Denies.Utterance : (Denies?)null;
        var body = NoLand with { Kind = kind, Stance = null, Denies = denies, EffectiveUntil = new(2025, 8, 9) };

        Expect(accepted, Record(body), "effective-until-not-allowed", "effectiveUntil");
    }

    [Fact]
    public void Refers_to_a_recorded_statement_of_the_same_party_on_the_same_issue()
    {
        var (own, other) = (_desk.Recorded(NoLand), _desk.Recorded(NoLand, null, "russia"));
        var elsewhere = _desk.Recorded(NoLand with { Issue = "ceasefire-now" });
        var nowhere = NewId();

        _desk.Recorded(NoLand with { RefersTo = own });
        _desk.Refused(Record(NoLand with { RefersTo = other }), "refers-to-another-party", field: "refersTo");
        _desk.Refused(Record(NoLand with { RefersTo = elsewhere }), "refers-to-another-issue", field: "refersTo");
        Assert.Equal(nowhere.ToString(),
            _desk.Refused(Record(NoLand with { RefersTo = nowhere }), "unknown-statement", field: "refersTo").Subject);
    }

    [Fact]
    public void Refers_to_a_retracted_statement_too()
    {
        var retracted = _desk.Recorded(NoLand);
        _desk.Do(new RetractStatement("ukraine", retracted, null, "misquoted"));

        _desk.Recorded(NoLand with { RefersTo = retracted, Quote = NoLand.Quote with { Text = "As we said." } });
    }

    [Theory]
    [InlineData("2025-08-01", true)]
    [InlineData("2025-07-31", false)]
    [InlineData("2025-07-20/2025-08-01", true)]
    public void Refers_to_what_may_have_been_said_before(string saidOn, bool accepted)
    {
        var target = _desk.Recorded(NoLand with { SaidOn = SaidOn.TryParse("2025-08")! });

        Expect(accepted, Record(NoLand with { RefersTo = target, SaidOn = SaidOn.TryParse(saidOn)! }), "refers-to-a-later-statement",
            "saidOn");
    }

    private void Expect(bool accepted, Command command, string code, string field)
    {
        if (accepted)
            _desk.Do(command);
        else
            _desk.Refused(command, code, field: field);
    }
}
