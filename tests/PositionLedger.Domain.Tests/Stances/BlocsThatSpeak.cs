using PositionLedger.Domain.Parties;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 3: a bloc speaks for a member that has declared nothing itself.</summary>
public class BlocsThatSpeak
{
    private static readonly Membership Union = new("union", Day("2025-03-01"), null, SpeaksFor: true);

    [Fact]
    public void Give_their_stance_to_a_silent_member_and_say_so()
    {
        var said = That(Stance.Accepts, "2025-03-05").By("union");

        var answer = Ask("2025-03-10", [Union], [], [said]);

        Assert.Equal((Outcome.Accepts, said.Id, Day("2025-03-05")), (answer.Stance, answer.GovernedBy, answer.Since));
        Assert.Equal([StanceFlag.ViaBloc], answer.Flags);
        Assert.Equal([Outcome.Accepts], answer.Possible);
        var considered = Assert.Single(answer.Considered);
        Assert.Equal(("union", RuleStep.Governs), (considered.Party, considered.Step));
        Assert.Equal("Said on 5 March 2025 by the leadership, of the bloc 'union' that speaks for the party; "
            + "it governs, as no other voice has taken over since.", considered.Why);
    }

    [Fact]
    public void Speak_from_the_first_day_of_the_membership_to_its_last()
    {
        var said = That(Stance.Accepts, "2025-02-01").By("union");
        var membership = Union with { Until = Day("2025-03-31") };

        Assert.Equal(Outcome.Undeclared, Ask("2025-02-28", [membership], [], [said]).Stance);
        Assert.Equal((Outcome.Accepts, Day("2025-03-01")), Since(Ask("2025-03-01", [membership], [], [said])));
        Assert.Equal((Outcome.Accepts, Day("2025-03-01")), Since(Ask("2025-03-31", [membership], [], [said])));
        Assert.Equal(Outcome.Undeclared, Ask("2025-04-01", [membership], [], [said]).Stance);
    }

    [Fact]
    public void Do_not_speak_without_a_membership_that_says_so()
    {
        var said = That(Stance.Accepts, "2025-03-05").By("union");

        var answer = Ask("2025-03-10", [Union with { SpeaksFor = false }], [], [said]);

        Assert.Equal(Outcome.Undeclared, answer.Stance);
        Assert.Empty(answer.Considered);
        Assert.Empty(answer.Flags);
    }

    [Theory]
    [InlineData(Authority.Principal, "2025-03-05")]
    [InlineData(Authority.Office, "2025-03-05")]
    [InlineData(Authority.Office, "2024-01-01")]
    public void Are_not_heard_where_the_member_spoke_itself(Authority by, string on)
    {
        var own = That(Stance.Rejects, on, by);

        var answer = Ask("2025-03-10", [Union], [own], [That(Stance.Accepts, "2025-03-08").By("union")]);

        Assert.Equal((Outcome.Rejects, own.Id), (answer.Stance, answer.GovernedBy));
        Assert.DoesNotContain(StanceFlag.ViaBloc, answer.Flags);
        Assert.Equal([own.Id], answer.Considered.Select(considered => considered.Statement));
    }

    [Fact]
    public void Are_heard_again_when_the_member_denies_what_it_said()
    {
        var own = That(Stance.Rejects, "2025-03-05");
        var denial = Denial(own, Denies.Content, "2025-03-08");

        var answer = Ask("2025-03-10", [Union], [own, denial], [That(Stance.Accepts, "2025-03-01").By("union")]);

        Assert.Equal((Outcome.Accepts, Day("2025-03-08")), Since(answer));
        Assert.Equal(RuleStep.Removed, answer.StepOf(own));
    }

    [Fact]
    public void Leave_the_member_undeclared_and_unflagged_where_they_are_silent_too()
    {
        var answer = Ask("2025-03-10", [Union], [], [That(Stance.Accepts, "2025-03-11").By("union")]);

        Assert.Equal((Outcome.Undeclared, 0), (answer.Stance, answer.Flags.Count));
        Assert.Equal(RuleStep.SaidLater, Assert.Single(answer.Considered).Step);
    }

    [Fact]
    public void Continue_a_stance_that_the_member_takes_over_itself()
    {
        var ofBloc = That(Stance.Accepts, "2025-03-05").By("union");

        Assert.Equal((Outcome.Accepts, Day("2025-03-05")),
            Since(Ask("2025-04-01", [Union], [That(Stance.Accepts, "2025-03-20")], [ofBloc])));
        Assert.Equal((Outcome.Open, Day("2025-03-20")),
            Since(Ask("2025-04-01", [Union], [That(Stance.Open, "2025-03-20")], [ofBloc])));
    }

    [Fact]
    public void Leave_it_to_the_others_from_the_day_after_one_of_them_spoke_last()
    {
        var (alliance, left) = (new Membership("alliance", Day("2025-01-01"), null, SpeaksFor: true), Union with { Until = Day("2025-03-10") });
        var (first, last) = (That(Stance.Accepts, "2025-02-01").By("alliance"), That(Stance.Rejects, "2025-03-05").By("union"));

        Assert.Equal((Outcome.Rejects, Day("2025-03-05")), Since(Ask("2025-03-10", [alliance, left], [], [first, last])));
        Assert.Equal((Outcome.Accepts, Day("2025-03-11")), Since(Ask("2025-03-11", [alliance, left], [], [first, last])));
        Assert.Equal((Outcome.Accepts, Day("2025-03-11")), Since(Ask("2025-06-01", [alliance, left], [], [first, last])));
    }

    [Fact]
    public void Continue_a_stance_that_one_of_them_took_over_from_another()
    {
        var (alliance, left) = (new Membership("alliance", Day("2025-03-11"), null, SpeaksFor: true), Union with { Until = Day("2025-03-10") });
        var (before, after) = (That(Stance.Accepts, "2025-03-05").By("union"), That(Stance.Accepts, "2025-02-01").By("alliance"));

        Assert.Equal((Outcome.Accepts, Day("2025-03-05")), Since(Ask("2025-04-01", [left, alliance], [], [before, after])));
        Assert.Equal((Outcome.Accepts, Day("2025-03-11")),
            Since(Ask("2025-04-01", [left with { Until = Day("2025-03-09") }, alliance], [], [before, after])));
    }

    [Fact]
    public void Answer_the_worlds_in_which_the_member_has_not_spoken_yet()
    {
        var own = That(Stance.Rejects, "2025-03");
        var ofBloc = That(Stance.Accepts, "2025-03-05/2025-03-20").By("union");

        var answer = Ask("2025-03-10", [Union], [own], [ofBloc]);

        Assert.Equal((Outcome.Undeclared, Certainty.Uncertain), (answer.Stance, answer.Certainty));
        Assert.Equal([Outcome.Rejects, Outcome.Accepts, Outcome.Undeclared], answer.Possible);
        Assert.Equal([Outcome.Rejects, Outcome.Accepts], Ask("2025-03-25", [Union], [own], [ofBloc]).Possible);
        Assert.Equal([Outcome.Rejects], Ask("2025-03-31", [Union], [own], [ofBloc]).Possible);
    }

    [Fact]
    public void Leave_the_signals_to_the_member()
    {
        var (own, ofBloc) = (That(Stance.Open, "2025-03-05").Attributed(Attribution.Leak), That(Stance.Open, "2025-03-05").Attributed(Attribution.Leak).By("union"));

        var answer = Ask("2025-03-10", [Union], [own], [ofBloc]);

        Assert.Equal([own.Id], answer.Signals.Select(signal => signal.Statement));
        Assert.Equal(RuleStep.Indicated, answer.StepOf(ofBloc));
    }

    private static (Outcome, NodaTime.LocalDate) Since(StanceAnswer answer) => (answer.Stance, answer.Since!.Value);
}
