using NodaTime;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Statements that join and drop out again: the timeline and the rule agree on every day, and both are right.</summary>
public class StancesThatComeAndGo
{
    private static readonly Statement Vague = That(Stance.Ambiguous, "2025-01-02");

    [Fact]
    public void One_after_the_other_leave_nothing_behind()
    {
        var said = new[] { "2025-01-02", "2025-01-06", "2025-01-10" }.Select(on => That(Stance.Accepts, on)).ToArray();
        var denials = new[] { "2025-01-04", "2025-01-08", "2025-01-12" }.Select((on, i) => Denial(said[i], Denies.Content, on));

        Are("-AA--AA--AA--", [.. said, .. denials]);
    }

    [Fact]
    public void What_gave_way_comes_back_and_gives_way_again()
    {
        var offer = That(Stance.Accepts, "2025-01-04");

        Are("-??AA??RR", Vague, offer, Denial(offer, Denies.Content, "2025-01-06"), That(Stance.Rejects, "2025-01-08"));
    }

    [Fact]
    public void What_had_given_way_already_may_be_denied()
    {
        var offer = That(Stance.Accepts, "2025-01-04");

        Are("-??AAAAA--", Vague, offer, Denial(Vague, Denies.Content, "2025-01-06"), Denial(offer, Denies.Content, "2025-01-09"));
    }

    [Fact]
    public void A_lower_voice_that_is_denied_leaves_the_higher_one_governing_for_those_to_come()
    {
        var denied = That(Stance.Open, "2025-01-04", Authority.Office);

        Are("-AAAAAAA", That(Stance.Accepts, "2025-01-02"), That(Stance.Accepts, "2025-01-03", Authority.Office), denied,
            Denial(denied, Denies.Content, "2025-01-05", null, Authority.Office), That(Stance.Rejects, "2025-01-06", Authority.Office));
    }

    [Fact]
    public void Of_two_that_contradict_each_other_one_remains_when_the_other_is_denied()
    {
        var (one, other) = (That(Stance.Accepts, "2025-01-02"), That(Stance.Rejects, "2025-01-02"));

        Are("-CCAA", one, other, Denial(other, Denies.Content, "2025-01-04"));
        Are("-CCRR", one, other, Denial(one, Denies.Content, "2025-01-04"));
    }

    [Fact]
    public void What_is_denied_last_decides_since_when_a_stance_is_back_whoever_spoke_first()
    {
        var (first, middle, last) = (That(Stance.Accepts, "2025-01-02"), That(Stance.Rejects, "2025-01-03"), That(Stance.Open, "2025-01-04"));
        Statement[] said = [first, middle, last, Denial(last, Denies.Content, "2025-01-06"), Denial(middle, Denies.Content, "2025-01-08")];

        Are("-AROORRAA", said);
        Assert.Equal(Day("2025-01-08"), Ask("2025-01-09", said).Since);
    }

    [Fact]
    public void A_signal_that_is_taken_back_on_its_own_day_is_never_shown()
    {
        var leak = That(Stance.Open, "2025-01-02").Attributed(Attribution.Leak);

        Assert.Empty(TimelineOf(leak, Denial(leak, Denies.Content, "2025-01-02")).Voices);
    }

    [Fact]
    public void Under_a_failed_condition_and_a_deadline_they_change_twice() => Are("-AOOXXX",
        That(Stance.Accepts, "2025-01-02").Until("2025-01-04").If("a ceasefire", null,
            From("2025-01-03", ConditionState.Failed)));

    // A letter for each day from 1 January 2025.
    private static void Are(string stances, params Statement[] said)
    {
        var timeline = TimelineOf(said);
        for (var i = 0; i < stances.Length; i++)
        {
            var on = new LocalDate(2025, 1, 1).PlusDays(i);
            var answer = Ask($"{on:uuuu-MM-dd}", said);
            Assert.Equal((i, stances[i]), (i, Letter(answer.Stance)));
            Assert.Equal(answer with { Considered = [] }, timeline.At(on));
        }
    }

    private static char Letter(Outcome outcome) => outcome switch
    {
        Outcome.Accepts => 'A',
        Outcome.Rejects => 'R',
        Outcome.Open => 'O',
        Outcome.Ambiguous => '?',
        Outcome.Contested => 'C',
        Outcome.Lapsed => 'X',
        _ => '-',
    };
}
