using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The periods of a stance, and who is shown beside it when.</summary>
public class StanceOverTime
{
    private static readonly Statement Offer = That(Stance.Accepts, "2025-01-01");

    [Fact]
    public void Nothing_said_has_no_periods() => Assert.Empty(TimelineOf().Periods);

    [Fact]
    public void A_position_until_a_deadline() => Is([
        new() { From = Day("2025-01-01"), Until = Day("2025-01-31"), Stance = Outcome.Accepts, Possible = [Outcome.Accepts], Since = Day("2025-01-01") },
        new() { From = Day("2025-02-01"), Stance = Outcome.Lapsed, Possible = [Outcome.Lapsed], Since = Day("2025-02-01") },
    ], Offer.Until("2025-01-31"));

    [Fact]
    public void A_position_until_the_last_day_there_is() =>
        Is([new() { From = Day("2025-01-01"), Stance = Outcome.Accepts, Possible = [Outcome.Accepts], Since = Day("2025-01-01") }], Offer.Until("9999-12-31"));

    [Fact]
    public void A_denied_content_leaves_a_period_of_nothing() => Is([
        new() { From = Day("2025-01-01"), Until = Day("2025-01-31"), Stance = Outcome.Accepts, Possible = [Outcome.Accepts], Since = Day("2025-01-01") },
        new() { From = Day("2025-02-01"), Until = Day("2025-02-28"), Stance = Outcome.Undeclared, Possible = [Outcome.Undeclared] },
        new() { From = Day("2025-03-01"), Stance = Outcome.Open, Possible = [Outcome.Open], Since = Day("2025-03-01") },
    ], Offer, Denial(Offer, Denies.Content, "2025-02-01"), That(Stance.Open, "2025-03-01"));

    [Fact]
    public void What_was_taken_back_later_governed_all_the_same_until_then()
    {
        var walkBack = Act(StatementKind.WalkBack, Offer, "2025-03-01", Stance.Open);

        Is([
            new() { From = Day("2025-01-01"), Until = Day("2025-02-28"), Stance = Outcome.Accepts, Possible = [Outcome.Accepts], Since = Day("2025-01-01") },
            new() { From = Day("2025-03-01"), Stance = Outcome.Open, Possible = [Outcome.Open], Since = Day("2025-03-01") },
        ], Offer, walkBack);
        Assert.Equal(StatementKind.WalkBack, TimelineOf(Offer, walkBack).Periods[1].GoverningKind);
    }

    [Fact]
    public void A_formal_act_and_then_talk()
    {
        var note = Offer.As(StatementKind.FormalAct).Attributed(Attribution.Document);
        var (talk, later) = (That(Stance.Open, "2025-01-12", Authority.Mandated), That(Stance.Open, "2025-09-01", Authority.Mandated));

        var timeline = TimelineOf(note, talk, later);

        Assert.Equal([(note.Id, StatementKind.FormalAct), (later.Id, StatementKind.Position)],
            timeline.Periods.Select(period => (period.GovernedBy!.Value, period.GoverningKind!.Value)));
        Assert.Equal([Voice(talk, VoiceRole.Diverges, "2025-01-12", "2025-08-31")], timeline.Voices);
    }

    [Fact]
    public void A_voice_that_is_outlasted_and_heard_again_is_shown_twice()
    {
        var (low, high) = (That(Stance.Accepts, "2025-01-10", Authority.Office), That(Stance.Rejects, "2025-01-20"));

        var timeline = TimelineOf(Offer, low, high, Denial(high, Denies.Content, "2025-02-01"));

        Assert.Equal([
            Voice(low, VoiceRole.Reaffirms, "2025-01-10", "2025-01-19"),
            Voice(low, VoiceRole.Reaffirms, "2025-02-01", null),
        ], timeline.Voices);
    }

    [Fact]
    public void A_signal_is_shown_from_its_day_until_the_party_takes_it_back_also_where_nothing_is_declared()
    {
        var leak = That(Stance.Open, "2024-12-01").Attributed(Attribution.Leak);

        var timeline = TimelineOf(leak, Offer, Denial(leak, Denies.Content, "2025-02-01"));

        Assert.Equal(Day("2025-01-01"), timeline.Periods[0].From);
        Assert.Equal(
            [Voice(leak, VoiceRole.Signal, "2024-12-01", "2025-01-31") with { Outcome = Outcome.Open, Because = SignalReason.Leak }],
            timeline.Voices);
        Assert.Equal([new(leak.Id, Outcome.Open, SignalReason.Leak)], timeline.At(Day("2024-12-31")).Signals);
    }

    [Fact]
    public void Equal_voices_that_contradict_each_other_govern_by_no_kind()
    {
        var period = Assert.Single(TimelineOf(Offer, That(Stance.Rejects, "2025-01-01")).Periods);

        Assert.Equal((Outcome.Contested, null, null), (period.Stance, period.GovernedBy, period.GoverningKind));
    }

    [Fact]
    public void A_denial_on_video_is_flagged_on_every_day()
    {
        var onVideo = Offer.In(Report("A", 1), Report("B", 2));

        var period = Assert.Single(TimelineOf(onVideo, Denial(onVideo, Denies.Utterance, "2025-02-01")).Periods);

        Assert.Equal((Outcome.Accepts, Day("2025-01-01")), (period.Stance, period.From));
        Assert.Equal([StanceFlag.DeniedButEvidenced], period.Flags);
    }

    [Fact]
    public void An_open_start_makes_anything_possible_from_the_first_day_there_is() => Is([
        new() { From = LocalDate.MinIsoValue, Until = Day("2024-12-31"), Stance = Outcome.Undeclared, Possible = [Outcome.Accepts, Outcome.Undeclared] },
        new() { From = Day("2025-01-01"), Stance = Outcome.Accepts, Possible = [Outcome.Accepts], Since = Day("2025-01-01") },
    ], That(Stance.Accepts, "../2025-01-01"));

    [Fact]
    public void A_position_on_a_coarse_date_beside_an_exact_one_is_possible_before_it_governs()
    {
        var timeline = TimelineOf(That(Stance.Rejects, "2025-08-09"), That(Stance.Accepts, "2025-08"));

        Assert.Equal([
            (Day("2025-08-01"), Outcome.Undeclared, Certainty.Uncertain),
            (Day("2025-08-09"), Outcome.Rejects, Certainty.Uncertain),
            (Day("2025-08-31"), Outcome.Accepts, Certainty.Uncertain),
        ], timeline.Periods.DistinctBy(period => period.Stance).Select(period => (period.From, period.Stance, period.Certainty)));
        Assert.Equal([ShiftKind.FirstStated, ShiftKind.Reversed], Shifts.ShiftsOf(timeline).Select(shift => shift.Kind));
    }

    [Fact]
    public void A_bloc_speaks_for_its_member_while_that_lasts()
    {
        var ofBloc = That(Stance.Open, "2024-06-01") with { Party = "bloc" };
        var dossier = new Dossier([Offer], Grades)
        {
            OfBlocs = [ofBloc],
            Memberships = [new("bloc", Day("2024-09-01"), Day("2024-10-31"), SpeaksFor: true)],
        };
        var timeline = StanceTimeline.Of(dossier, Policy.AuthorityFirst);

        Assert.Equal([
            (Day("2024-09-01"), Outcome.Open, ofBloc.Id), (Day("2024-11-01"), Outcome.Undeclared, default), (Day("2025-01-01"), Outcome.Accepts, Offer.Id),
        ], timeline.Periods.Select(period => (period.From, period.Stance, period.GovernedBy ?? default)));
        Assert.Equal([StanceFlag.ViaBloc], timeline.Periods[0].Flags);
        Assert.Equal([ShiftKind.FirstStated, ShiftKind.Disowned, ShiftKind.Restated], Shifts.ShiftsOf(timeline).Select(shift => shift.Kind));
        Assert.Equal([(Day("2024-11-15"), Outcome.Undeclared), (Day("2025-01-01"), Outcome.Accepts)],
            StanceTimeline.Of(dossier, Policy.AuthorityFirst, Day("2024-11-15")).Periods.Select(period => (period.From, period.Stance)));
    }

    [Fact]
    public void It_grows_stale_within_a_period_and_a_lower_voice_keeps_it_fresh()
    {
        var timeline = TimelineOf(Offer, That(Stance.Accepts, "2025-06-01", Authority.Office));

        Assert.Single(timeline.Periods);
        Assert.Equal([false, false, true],
            new[] { "2025-06-30", "2025-11-28", "2025-11-29" }.Select(on => timeline.At(Day(on)).Stale));
    }

    [Fact]
    public void Ten_thousand_statements_make_as_many_periods_as_there_are_changes()
    {
        var statements = Enumerable.Range(0, 10_000).Select(i => Offer with
        {
            Id = new Guid(i, 0, 1, new byte[8]),
            Body = Offer.Body with
            {
                SaidOn = SaidOn.Day(new LocalDate(1995, 1, 1).PlusDays(i)),
                Speaker = new("Name", null, i % 100 == 0 ? Authority.Principal : Authority.Office),
            },
        });

        var timeline = TimelineOf([.. statements]);

        Assert.Equal((100, 9_900), (timeline.Periods.Count, timeline.Voices.Count));
    }

    [Fact]
    public void Before_its_first_day_a_later_part_can_not_be_asked()
    {
        var later = StanceTimeline.Of(new([Offer], Grades), Policy.AuthorityFirst, Day("2025-02-01"));

        Assert.Equal((Day("2025-02-01"), Day("2025-01-01")), (later.Periods[0].From, later.At(Day("2025-02-01")).Since!.Value));
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => later.At(Day("2025-01-31")));
        Assert.StartsWith("The timeline tells nothing of days before its first.", refused.Message, StringComparison.Ordinal);
    }

    private static ShownVoice Voice(Statement statement, VoiceRole role, string from, string? until) => new()
    {
        Statement = statement.Id,
        Role = role,
        From = Day(from),
        Until = until is null ? null : Day(until),
        SaidDay = statement.Body.SaidOn.Latest,
    };

    // Of what it says alone; what governs has tests of its own.
    private static void Is(StancePeriod[] periods, params Statement[] said) => Assert.Equal(periods, TimelineOf(said).Periods.Select(p =>
        new StancePeriod { From = p.From, Until = p.Until, Stance = p.Stance, Possible = p.Possible, Since = p.Since }));
}
