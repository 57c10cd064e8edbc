using PositionLedger.Domain.Statements;
using PositionLedger.Domain.Tests.Stances;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class CorrectingAStatement
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public CorrectingAStatement() => _id = _desk.Recorded(NoLand with
    {
        Firmness = Firmness.Stated,
        EffectiveUntil = new(2025, 9, 1),
        Conditions = [new("a ceasefire", ConditionState.Open, null), new("guarantees", ConditionState.Open, null)],
    });

    [Fact]
    public void Overwrites_what_is_given_and_keeps_the_rest()
    {
        var before = _desk.Statement(_id).Body;
        var changes = new StatementChanges { Stance = Stance.LeansAgainst, EffectiveUntil = null };

        Assert.Equal(new StatementCorrected(_id, changes, "misread"), _desk.Accepted<StatementCorrected>(Correct(changes)));
        Assert.Equal(before with { Stance = Stance.LeansAgainst, EffectiveUntil = null }, _desk.Statement(_id).Body);
        Assert.Equal(2, _desk.Statement(_id).Revision);
    }

    [Fact]
    public void Overwrites_every_field_but_the_issue_and_what_it_refers_to()
    {
        var other = NoLand with
        {
            Speaker = new("Spokesperson", null, Authority.Mandated),
            Kind = StatementKind.Denial,
            Stance = null,
            Firmness = null,
            Conditions = [],
            SaidOn = SaidOn.TryParse("2025-08-10~")!,
            EffectiveUntil = null,
            Denies = Denies.Content,
            Quote = new("Nothing of the sort", null, null, null, null),
            Attribution = Attribution.NamedOnRecord,
            Reports = [Report("reuters")],
        };

        _desk.Do(Correct(new()
        {
            Speaker = other.Speaker,
            Kind = other.Kind,
            Stance = other.Stance,
            Firmness = other.Firmness,
            Conditions = other.AsChanges().Conditions,
            SaidOn = other.SaidOn,
            EffectiveUntil = other.EffectiveUntil,
            Denies = other.Denies,
            Quote = other.Quote,
            Attribution = other.Attribution,
            Report = other.Reports[0],
        }));

        var body = _desk.Statement(_id).Body;
        Assert.Empty(body.StandingConditions);
        Assert.Equal(other, body with { Conditions = [] });
    }

    [Fact]
    public void That_changes_nothing_is_recorded_for_its_reason() =>
        _desk.Accepted<StatementCorrected>(Correct(new() { Stance = Stance.Rejects }));

    [Fact]
    public void Corrects_the_first_report_and_leaves_the_others()
    {
        _desk.Do(new AddReport("ukraine", _id, null, Report("reuters", 2)));

        _desk.Do(Correct(new() { Report = Report("rt", 6, "office-of-the-president") }));

        Assert.Equal([Report("rt", 6, "office-of-the-president"), Report("reuters", 2)], _desk.Statement(_id).Body.Reports);
    }

    [Fact]
    public void Leaves_a_first_report_that_was_taken_off_off()
    {
        _desk.Do(new AddReport("ukraine", _id, null, Report("reuters", 2)));
        _desk.Do(new RetractReport("ukraine", _id, null, 1, "another statement"));

        _desk.Do(Correct(new() { Report = Report("rt", 6) }));

        Assert.Equal([2], _desk.Statement(_id).Body.StandingReports.Select(report => report.Credibility));
    }

    [Fact]
    public void Must_keep_every_rule_of_a_new_statement()
    {
        _desk.Refused(Correct(new() { SaidOn = SaidOn.TryParse("2026-07-01")! }), "said-in-the-future", field: "saidOn");
        _desk.Refused(Correct(new() { SaidOn = SaidOn.TryParse("2025-09-02")! }), "ends-before-it-was-said", field: "effectiveUntil");
        _desk.Refused(Correct(new() { Stance = null }), "stance-missing", field: "stance");
        _desk.Refused(Correct(new() { Kind = StatementKind.Threat }), "stance-not-allowed", field: "stance");
        _desk.Refused(Correct(new() { Kind = StatementKind.Denial }), "denies-missing", field: "denies");
        _desk.Refused(Correct(new() { Denies = Denies.Content }), "denies-not-allowed", field: "denies");
        _desk.Refused(Correct(new() { Report = Report("tass") }), "unknown-source", field: "report.source");
        _desk.Refused(Correct(new() { Report = Report("rt", 1) }), "credibility-needs-two-roots", field: "report.credibility");
    }

    [Fact]
    public void May_not_move_it_before_what_it_refers_to()
    {
        var act = _desk.Recorded(NoLand with { Kind = StatementKind.WalkBack, RefersTo = _id });
        var earlier = new StatementChanges { SaidOn = SaidOn.TryParse("2025-08-08")! };

        _desk.Refused(new CorrectStatement("ukraine", act, null, earlier, ""), "refers-to-a-later-statement", field: "saidOn");
    }

    [Fact]
    public void May_move_what_another_one_refers_to()
    {
        _desk.Recorded(NoLand with { Kind = StatementKind.WalkBack, RefersTo = _id });

        _desk.Do(Correct(new() { SaidOn = SaidOn.TryParse("2025-08-20")! }));
    }

    [Fact]
    public void Needs_to_know_the_statement_and_a_new_source()
    {
        Assert.Equal(([_id], []), (Correct(new()).Needs.Statements, Correct(new()).Needs.Sources));
        Assert.Equal(["reuters"], Correct(new() { Report = Report("reuters") }).Needs.Sources);
    }

    [Fact]
    public void Is_decided_by_what_it_needs_and_no_more()
    {
        var looked = _desk.Ledger with { Issues = _desk.Ledger.Issues.Clear(), Sources = _desk.Ledger.Sources.Clear() };

        Assert.IsType<Decision.Accepted>(Correct(new() { Firmness = Firmness.RedLine }).Decide(looked));
    }

    private CorrectStatement Correct(StatementChanges changes) => new("ukraine", _id, null, changes, "misread");
}
