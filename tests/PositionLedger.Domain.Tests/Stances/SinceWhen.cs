using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Since when the present stance has held without a break.</summary>
public class SinceWhen
{
    private static readonly Statement First = That(Stance.Accepts, "2025-01-01");

    [Fact]
    public void Is_the_day_it_was_first_said_however_often_it_was_repeated() =>
        IsOn("2025-01-01", "2025-06-01", First, That(Stance.Accepts, "2025-02-01"), That(Stance.Accepts, "2025-03-01"));

    [Fact]
    public void Starts_anew_after_another_stance() =>
        IsOn("2025-03-01", "2025-06-01", First, That(Stance.Open, "2025-02-01"), That(Stance.Accepts, "2025-03-01"));

    [Fact]
    public void Outlives_a_change_of_firmness_and_conditions() =>
        IsOn("2025-01-01", "2025-06-01", First.Firmly(Firmness.RedLine), That(Stance.Accepts, "2025-02-01").If("a ceasefire"));

    [Fact]
    public void Starts_anew_after_a_lapse()
    {
        var again = That(Stance.Accepts, "2025-02-02");

        IsOn("2025-02-02", "2025-06-01", First.Until("2025-01-31"), again);
        IsOn("2025-01-01", "2025-06-01", First.Until("2025-02-01"), again);
    }

    [Fact]
    public void Does_not_count_what_was_said_in_between_once_it_is_denied()
    {
        var between = That(Stance.Rejects, "2025-02-01");

        IsOn("2025-01-01", "2025-06-01", First, between, Denial(between, Denies.Utterance, "2025-03-01"));
    }

    [Fact]
    public void Starts_anew_when_what_was_said_in_between_is_removed_later()
    {
        var between = That(Stance.Rejects, "2025-02-01");

        IsOn("2025-03-01", "2025-06-01", First, between, Denial(between, Denies.Content, "2025-03-01"));
    }

    [Fact]
    public void Goes_on_when_a_walk_back_says_the_same() =>
        IsOn("2025-01-01", "2025-06-01", First, Act(StatementKind.Clarification, First, "2025-03-01", Stance.Accepts));

    [Fact]
    public void Goes_on_through_several_removals()
    {
        var second = That(Stance.Accepts, "2025-02-01");
        var clarification = Act(StatementKind.Clarification, First, "2025-04-01", Stance.Accepts);

        IsOn("2025-01-01", "2025-06-01", First, second, Denial(second, Denies.Content, "2025-03-01"), clarification);
    }

    [Fact]
    public void Is_the_day_the_second_voice_of_a_tie_was_removed()
    {
        var other = That(Stance.Rejects, "2025-01-01");

        IsOn("2025-01-01", "2025-01-31", First, other, Denial(other, Denies.Content, "2025-02-01"));
        IsOn("2025-02-01", "2025-02-01", First, other, Denial(other, Denies.Content, "2025-02-01"));
    }

    [Fact]
    public void Of_a_lapse_is_the_day_after_the_last_day() => IsOn("2025-02-01", "2025-06-01", First.Until("2025-01-31"));

    [Fact]
    public void Of_a_lapse_comes_after_what_held_in_between_even_if_that_was_removed_later()
    {
        var between = That(Stance.Rejects, "2025-02-15").Until("2025-03-15");

        IsOn("2025-03-16", "2025-06-01", First.Until("2025-01-31"), between, Denial(between, Denies.Content, "2025-04-01"));
    }

    [Fact]
    public void Starts_anew_when_a_place_is_taken() =>
        IsOn("2025-02-01", "2025-06-01", That(Stance.Ambiguous, "2025-01-01"), That(Stance.Open, "2025-02-01"));

    [Fact]
    public void Goes_on_from_one_tie_to_the_next() => IsOn("2025-01-01", "2025-06-01",
        That(Stance.Ambiguous, "2025-01-01"), That(Stance.DeclinesToSay, "2025-01-01"),
        That(Stance.Accepts, "2025-02-01"), That(Stance.Rejects, "2025-02-01"));

    [Fact]
    public void Is_nothing_where_nothing_was_declared() => Assert.Null(Ask("2024-12-31", First).Since);

    [Fact]
    public void Holds_on_the_last_day_there_is() =>
        IsOn("2025-01-01", "9999-12-31", First.Until("9999-12-31"));

    private static void IsOn(string since, string on, params Statement[] said) => Assert.Equal(Day(since), Ask(on, said).Since);
}
