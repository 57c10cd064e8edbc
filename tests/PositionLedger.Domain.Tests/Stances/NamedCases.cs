using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>The cases that the rule's text names.</summary>
public class NamedCases
{
    private static readonly Statement President = That(Stance.Rejects, "2025-08-09").Firmly(Firmness.RedLine);

    [Fact]
    public void President_hard_and_the_spokesperson_softer_a_day_later()
    {
        var spokesperson = That(Stance.LeansAgainst, "2025-08-10", Authority.Office);

        var answer = Ask("2025-08-11", President, spokesperson);

        Assert.Equal((Outcome.Rejects, Firmness.RedLine, President.Id), (answer.Stance, answer.Firmness, answer.GovernedBy));
        Assert.Equal([spokesperson.Id], answer.DivergingVoices);
    }

    [Fact]
    public void The_same_spokesperson_seven_months_later_takes_over()
    {
        var spokesperson = That(Stance.LeansAgainst, "2026-03-09", Authority.Office);

        var answer = Ask("2026-03-09", President, spokesperson);

        Assert.Equal((Outcome.LeansAgainst, spokesperson.Id), (answer.Stance, answer.GovernedBy));
        Assert.Empty(answer.DivergingVoices);
    }

    [Fact]
    public void A_spokesperson_reads_the_presidents_words()
    {
        var read = That(Stance.Open, "2025-08-10").Attributed(Attribution.OfficeOnRecord);

        Assert.Equal(read.Id, Ask("2025-08-10", President, read).GovernedBy);
    }

    [Fact]
    public void One_sides_readout_says_the_other_agreed() =>
        IsOnlyASignal(That(Stance.Accepts, "2025-08-10").Attributed(Attribution.OtherParty), SignalReason.OtherParty);

    [Fact]
    public void Reportedly_and_nobody_is_named() =>
        IsOnlyASignal(That(Stance.Accepts, "2025-08-10").Attributed(Attribution.DeepBackground), SignalReason.DeepBackground);

    [Fact]
    public void A_reporters_Kyiv_remains_adamant() =>
        IsOnlyASignal(That(Stance.LeansAgainst, "2025-08-10").Attributed(Attribution.Characterisation), SignalReason.Characterisation);

    [Fact]
    public void An_accusation()
    {
        var accusation = That(null, "2025-08-10").As(StatementKind.Accusation);

        var answer = Ask("2025-08-10", President, accusation);

        Assert.Equal(President.Id, answer.GovernedBy);
        Assert.Empty(answer.Signals);
        Assert.Equal(RuleStep.CarriesNoStance, answer.StepOf(accusation));
    }

    [Fact]
    public void Two_outlets_and_one_wire() =>
        Assert.Equal(1, Ask("2025-08-10", President.In(Report("B", 2, "wire"), Report("C", 2, "wire"))).Basis!.Roots);

    [Fact]
    public void A_position_until_a_deadline()
    {
        var offer = That(Stance.Accepts, "2025-08-09").Until("2025-08-15");

        Assert.Equal(Outcome.Accepts, Ask("2025-08-15", offer).Stance);
        Assert.Equal((Outcome.Lapsed, offer.Id), (Ask("2025-08-16", offer).Stance, Ask("2025-08-16", offer).GovernedBy));
    }

    [Fact]
    public void A_formal_act_and_then_talk()
    {
        var note = That(Stance.Accepts, "2025-08-09").As(StatementKind.FormalAct).Attributed(Attribution.Document);
        var talk = That(Stance.Open, "2025-08-12", Authority.Mandated);

        var answer = Ask("2025-08-12", note, talk);

        Assert.Equal(note.Id, answer.GovernedBy);
        Assert.Equal([talk.Id], answer.DivergingVoices);
    }

    [Fact]
    public void A_denial_on_video()
    {
        var onVideo = That(Stance.Accepts, "2025-08-09").In(Report("A", 1), Report("B", 2));
        var denial = Denial(onVideo, Denies.Utterance, "2025-08-11");

        var answer = Ask("2025-08-11", onVideo, denial);

        Assert.Equal((Outcome.Accepts, onVideo.Id), (answer.Stance, answer.GovernedBy));
        Assert.Equal([StanceFlag.DeniedButEvidenced], answer.Flags);
    }

    [Fact]
    public void A_position_on_a_coarse_date_beside_an_exact_one()
    {
        var coarse = That(Stance.Accepts, "2025-08");

        Assert.Equal(President.Id, Ask("2025-08-30", President, coarse).GovernedBy);
        Assert.Equal(RuleStep.MayBeLater, Ask("2025-08-30", President, coarse).StepOf(coarse));
        Assert.Equal(coarse.Id, Ask("2025-08-31", President, coarse).GovernedBy);
    }

    private static void IsOnlyASignal(Statement said, SignalReason because)
    {
        var answer = Ask("2025-08-10", President, said);

        Assert.Equal(President.Id, answer.GovernedBy);
        Assert.Equal([new(said.Id, (Outcome)said.Body.Stance!, because)], answer.Signals);
        Assert.Equal(Outcome.Undeclared, Ask("2025-08-10", said).Stance);
        Assert.Equal([President.Id], Shifts.ShiftsOf(TimelineOf(President, said)).Select(shift => shift.Statement!.Value));
    }
}
