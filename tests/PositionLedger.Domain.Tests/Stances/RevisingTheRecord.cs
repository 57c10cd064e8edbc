using System.Runtime.CompilerServices;
using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;
using static PositionLedger.Domain.Tests.Stances.Say;
using Report = PositionLedger.Domain.Statements.Report;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>How the record moved: an example of every kind of revision, and none of a shift.</summary>
public class RevisingTheRecord
{
    private static readonly Report Wire = Desk.Report("reuters");

    private readonly Recorder _desk = Open();

    public static TheoryData<Type> Events => Architecture.Events;

    [Fact]
    public void What_is_recorded_in_the_order_in_which_it_was_said_revises_nothing()
    {
        _desk.Recorded(NoLand);
        _desk.Recorded(At("2025-08-09", Stance.Open));
        _desk.Recorded(At("2025-09-01", Stance.Accepts));

        Assert.Empty(Revised());
    }

    [Fact]
    public void Backfilled_by_an_old_statement_entered_late()
    {
        var now = _desk.Recorded(NoLand);
        var old = _desk.Recorded(At("2025-03-01", Stance.Open));

        Revised(
            (RevisionKind.Backfilled, old, null),
            (RevisionKind.StanceRevised, old, new(Day("2025-03-01"), Day("2025-08-08"), Outcome.Undeclared, Outcome.Open)));
        Assert.Equal([(Day("2025-03-01"), old), (Day("2025-08-09"), now)], ShiftsNow().Select(shift => (shift.On, shift.Statement!.Value)));
    }

    [Fact]
    public void Backfilled_also_after_something_was_amended()
    {
        var now = _desk.Recorded(NoLand);
        _desk.Do(new CorrectStatement("ukraine", now, null, new() { Firmness = Firmness.RedLine }, "a slip"));
        var accusation = _desk.Recorded(At("2025-03-01", null) with { Kind = StatementKind.Accusation });

        Revised((RevisionKind.Corrected, now, null), (RevisionKind.Backfilled, accusation, null));
    }

    [Fact]
    public void What_is_older_than_nothing_but_a_retracted_statement_is_no_backfill()
    {
        var never = _desk.Recorded(NoLand with { Kind = StatementKind.Accusation, Stance = null });
        _desk.Do(new RetractStatement("ukraine", never, null, "never said"));
        _desk.Recorded(At("2025-03-01", Stance.Open));

        Revised((RevisionKind.Retracted, never, null));
    }

    [Fact]
    public void Backfilled_by_an_accusation_entered_late_without_a_word_on_the_stance()
    {
        _desk.Recorded(NoLand);
        var accusation = _desk.Recorded(At("2025-03-01", null) with { Kind = StatementKind.Accusation });

        Revised((RevisionKind.Backfilled, accusation, null));
    }

    [Fact]
    public void Backfilled_by_the_end_of_a_condition_entered_late()
    {
        var id = _desk.Recorded(At("2025-03-01", Stance.Accepts) with { Conditions = [new("a ceasefire", ConditionState.Open, null)] });
        _desk.Recorded(NoLand);
        _desk.Do(new AssessCondition("ukraine", id, null, 1, ConditionState.Failed, Day("2025-05-01"), "broken"));

        Revised(
            (RevisionKind.Backfilled, id, null),
            (RevisionKind.StanceRevised, id, new(Day("2025-05-01"), Day("2025-08-08"), Outcome.Accepts, Outcome.Open)));
    }

    [Fact]
    public void A_condition_assessed_as_of_the_last_day_on_record_or_later_revises_nothing()
    {
        var id = _desk.Recorded(At("2025-03-01", Stance.Accepts) with { Conditions = [new("a ceasefire", ConditionState.Open, null)] });
        _desk.Do(new AssessCondition("ukraine", id, null, 1, ConditionState.Failed, Day("2025-05-01"), "broken"));

        Assert.Empty(Revised());
    }

    [Fact]
    public void Corrected_after_a_misquote_found_later()
    {
        var id = _desk.Recorded(NoLand);
        _desk.Do(new CorrectStatement("ukraine", id, null, new() { Stance = Stance.LeansAgainst }, "the transcript says otherwise"));

        Revised(
            (RevisionKind.Corrected, id, null),
            (RevisionKind.StanceRevised, id, new(Day("2025-08-09"), null, Outcome.Rejects, Outcome.LeansAgainst)));
        Assert.Equal([(ShiftKind.FirstStated, Outcome.LeansAgainst)], ShiftsNow().Select(shift => (shift.Kind, shift.After.Stance)));
    }

    [Fact]
    public void Corrected_so_that_the_date_moves_across_the_date_asked_about()
    {
        var id = _desk.Recorded(NoLand);
        _desk.Do(new CorrectStatement("ukraine", id, null, new() { SaidOn = SaidOn.TryParse("2025-08-11")! }, "a slip"));

        Revised(
            (RevisionKind.Corrected, id, null),
            (RevisionKind.StanceRevised, id, new(Day("2025-08-09"), Day("2025-08-10"), Outcome.Rejects, Outcome.Undeclared)));
        Assert.Equal(Day("2025-08-11"), Assert.Single(ShiftsNow()).On);
    }

    [Fact]
    public void Corrected_in_what_does_not_touch_the_stance()
    {
        var id = _desk.Recorded(NoLand);
        _desk.Do(new CorrectStatement("ukraine", id, null, new() { Firmness = Firmness.RedLine }, "a slip"));

        Revised((RevisionKind.Corrected, id, null));
    }

    [Fact]
    public void Retracted_and_reinstated()
    {
        var id = _desk.Recorded(NoLand);
        _desk.Do(new RetractStatement("ukraine", id, null, "never said"));
        _desk.Do(new ReinstateStatement("ukraine", id, null, "said after all"));

        Revised(
            (RevisionKind.Retracted, id, null),
            (RevisionKind.StanceRevised, id, new(Day("2025-08-09"), null, Outcome.Rejects, Outcome.Undeclared)),
            (RevisionKind.Reinstated, id, null),
            (RevisionKind.StanceRevised, id, new(Day("2025-08-09"), null, Outcome.Undeclared, Outcome.Rejects)));
    }

    [Fact]
    public void Corroborated_by_a_report_that_carries_what_a_doubtful_one_did_not()
    {
        var id = _desk.Recorded(NoLand with { Reports = [Desk.Report("rt", 5)] });
        _desk.Do(new AddReport("ukraine", id, null, Wire));

        Revised(
            (RevisionKind.Corroborated, id, null),
            (RevisionKind.StanceRevised, id, new(Day("2025-08-09"), null, Outcome.Undeclared, Outcome.Rejects)));
        Assert.All(Revised(), revision => Assert.Equal("reuters", revision.Source));
    }

    [Fact]
    public void Uncorroborated_by_a_report_that_is_taken_off()
    {
        var id = _desk.Recorded(NoLand with { Reports = [Desk.Report("rt", 5)] });
        _desk.Do(new AddReport("ukraine", id, null, Wire));
        _desk.Do(new RetractReport("ukraine", id, null, 2, "of another day"));

        var taken = Revised()[^2];
        Assert.Equal((RevisionKind.Uncorroborated, id, "reuters"), (taken.Kind, taken.Statement!.Value, taken.Source));
        Assert.Equal(new(Day("2025-08-09"), null, Outcome.Rejects, Outcome.Undeclared), Revised()[^1].Stretch);
    }

    [Fact]
    public void Regraded_by_a_report_that_is_judged_otherwise()
    {
        var id = _desk.Recorded(NoLand);
        _desk.Do(new AssessReport("ukraine", id, null, 1, 5, "improbable"));

        Revised(
            (RevisionKind.Regraded, id, null),
            (RevisionKind.StanceRevised, id, new(Day("2025-08-09"), null, Outcome.Rejects, Outcome.Undeclared)));
        Assert.All(Revised(), revision => Assert.Equal("rt", revision.Source));
    }

    [Fact]
    public void Regraded_by_a_source_that_is_graded_otherwise_once_it_is_cited()
    {
        _desk.Do(new GradeSource("rt", Reliability.D, "before anybody cites it"));
        _desk.Recorded(NoLand);
        _desk.Do(new GradeSource("reuters", Reliability.A, "nobody cites it"));
        _desk.Do(new GradeSource("rt", Reliability.E, "fabrications"));
        _desk.Do(new GradeSource("rt", Reliability.E, "more of them"));

        Revised(
            (RevisionKind.Regraded, null, null),
            (RevisionKind.StanceRevised, null, new(Day("2025-08-09"), null, Outcome.Rejects, Outcome.Undeclared)),
            (RevisionKind.Regraded, null, null));
        Assert.Equal(("rt", _desk.Changes[^2].Event, _desk.Changes[^2].RecordedAt), (Revised()[1].Source, Revised()[1].Event, Revised()[1].RecordedAt));
    }

    [Fact]
    public void Regraded_by_the_source_of_any_of_the_reports()
    {
        var id = _desk.Recorded(NoLand);
        _desk.Do(new AddReport("ukraine", id, null, Wire));
        _desk.Do(new GradeSource("rt", Reliability.E, "fabrications"));

        Revised((RevisionKind.Corroborated, id, null), (RevisionKind.Regraded, null, null));
    }

    [Fact]
    public void A_denied_utterance_revises_the_days_before_the_denial_though_that_is_said_last()
    {
        var id = _desk.Recorded(NoLand);
        var denial = _desk.Recorded(At("2025-08-11", null) with { Kind = StatementKind.Denial, Denies = Denies.Utterance, RefersTo = id });

        Revised((RevisionKind.StanceRevised, denial, new(Day("2025-08-09"), null, Outcome.Rejects, Outcome.Undeclared)));
        Assert.Empty(ShiftsNow());
    }

    [Fact]
    public void A_denial_on_video_revises_nothing()
    {
        var onVideo = NoLand with
        {
            Quote = NoLand.Quote with { Rendering = Rendering.Verbatim },
            Reports = [Desk.Report("reuters", 2)],
        };
        var id = _desk.Recorded(onVideo);
        _desk.Do(new AddReport("ukraine", id, null, Desk.Report("rt", 1)));
        _desk.Recorded(At("2025-08-11", null) with { Kind = StatementKind.Denial, Denies = Denies.Utterance, RefersTo = id });

        Revised((RevisionKind.Corroborated, id, null));
        Assert.Equal(id, Assert.Single(ShiftsNow()).Statement);
    }

    [Fact]
    public void What_a_bloc_retracts_revises_the_stance_of_a_member_that_it_spoke_for()
    {
        _desk.Do(new RecordMembership("ukraine", new("russia", Day("2025-01-01"), Day("2025-08-31"), SpeaksFor: true)));
        var theirs = _desk.Recorded(NoLand, party: "russia");
        _desk.Do(new RetractStatement("russia", theirs, null, "never said"));

        Assert.Equal(
            [
                (RevisionKind.Retracted, null),
                (RevisionKind.StanceRevised, new RevisedStretch(Day("2025-08-09"), Day("2025-08-31"), Outcome.Rejects, Outcome.Undeclared)),
            ],
            Revised().Select(revision => (revision.Kind, revision.Stretch)));
    }

    [Fact]
    public void A_membership_entered_late_is_a_backfill_that_lets_the_blocs_word_count()
    {
        _desk.Recorded(NoLand, party: "russia");
        _desk.Do(new RecordMembership("ukraine", new("russia", Day("2025-01-01"), Day("2025-08-31"), SpeaksFor: true)));

        Revised(
            (RevisionKind.Backfilled, null, null),
            (RevisionKind.StanceRevised, null, new(Day("2025-08-09"), Day("2025-08-31"), Outcome.Undeclared, Outcome.Rejects)));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_known(Type type)
    {
        var change = new RecordedChange(default, default, "party/ukraine", (LedgerEvent)RuntimeHelpers.GetUninitializedObject(type));

        // The event is empty, so that a fold that knows it may well fail; it only mustn't say that it doesn't know it.
        Assert.IsNotType<UnknownEventException>(Xunit.Record.Exception(() => Revisions.Of("ukraine", [change], Policy.AuthorityFirst)));
    }

    [Fact]
    public void An_event_that_it_does_not_know_stops_it() => Assert.Throws<UnknownEventException>(
        () => Revisions.Of("ukraine", [new(default, default, "party/ukraine", new Unheard())], Policy.AuthorityFirst));

    private static StatementBody At(string day, Stance? stance) => NoLand with { SaidOn = SaidOn.TryParse(day)!, Stance = stance, Kind = StatementKind.Position };

    private void Revised(params (RevisionKind Kind, Guid? Statement, RevisedStretch? Stretch)[] expected) =>
        Assert.Equal(expected, Revised().Select(revision => (revision.Kind, revision.Statement, revision.Stretch)));

    private ValueList<Revision> Revised() => Revisions.Of("ukraine", _desk.Changes, Policy.AuthorityFirst);

    private ValueList<Shift> ShiftsNow() => Shifts.ShiftsOf(
        StanceTimeline.Of(new([.. _desk.Ledger.Statements.Values], _desk.Grades()), Policy.AuthorityFirst));

    private sealed record Unheard : LedgerEvent;
}
