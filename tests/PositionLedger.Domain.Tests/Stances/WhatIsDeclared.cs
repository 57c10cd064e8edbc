using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 4: who can speak for the party, on the record, in a report that can be believed.</summary>
public class WhatIsDeclared
{
    [Theory]
    [InlineData(Authority.Principal, null)]
    [InlineData(Authority.Mandated, null)]
    [InlineData(Authority.Office, null)]
    [InlineData(Authority.Official, SignalReason.Official)]
    [InlineData(Authority.Affiliated, SignalReason.Affiliated)]
    [InlineData(Authority.Outside, SignalReason.Outside)]
    public void Takes_an_office_at_least(Authority authority, SignalReason? indicated) =>
        Is(indicated, That(Stance.Accepts, "2025-08-09", authority));

    [Theory]
    [InlineData(Attribution.NamedOnRecord, null)]
    [InlineData(Attribution.OfficeOnRecord, null)]
    [InlineData(Attribution.Document, null)]
    [InlineData(Attribution.Background, SignalReason.Background)]
    [InlineData(Attribution.DeepBackground, SignalReason.DeepBackground)]
    [InlineData(Attribution.Leak, SignalReason.Leak)]
    [InlineData(Attribution.OtherParty, SignalReason.OtherParty)]
    [InlineData(Attribution.Characterisation, SignalReason.Characterisation)]
    [InlineData(Attribution.AnalystInference, SignalReason.AnalystInference)]
    public void Takes_the_record(Attribution attribution, SignalReason? indicated) =>
        Is(indicated, That(Stance.Accepts, "2025-08-09").Attributed(attribution));

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(4, SignalReason.DoubtfulReports)]
    [InlineData(5, SignalReason.DoubtfulReports)]
    [InlineData(6, null)]
    public void Takes_a_report_that_is_not_improbable(int credibility, SignalReason? indicated) =>
        Is(indicated, That(Stance.Accepts, "2025-08-09").In(Report("B", credibility)));

    [Theory]
    [InlineData("A", null)]
    [InlineData("D", null)]
    [InlineData("E", SignalReason.DoubtfulReports)]
    [InlineData("F", null)]
    [InlineData("never-graded", null)]
    public void Takes_a_source_that_is_not_known_as_unreliable(string source, SignalReason? indicated) =>
        Is(indicated, That(Stance.Accepts, "2025-08-09").In(Report(source, 3)));

    [Fact]
    public void Takes_both_in_one_and_the_same_report() =>
        Is(SignalReason.DoubtfulReports, That(Stance.Accepts, "2025-08-09").In(Report("E", 2), Report("A", 4)));

    [Fact]
    public void Takes_one_such_report_among_many() =>
        Is(null, That(Stance.Accepts, "2025-08-09").In(Report("E", 2), Report("A", 4), Report("D", 6)));

    [Fact]
    public void Takes_a_report_that_was_not_taken_off() =>
        Is(SignalReason.DoubtfulReports, That(Stance.Accepts, "2025-08-09").In(Report("A", 2) with { Retracted = true }, Report("B", 5)));

    [Fact]
    public void Names_the_attribution_first_and_the_authority_second() =>
        Is(SignalReason.Leak, That(Stance.Accepts, "2025-08-09", Authority.Official).Attributed(Attribution.Leak).In(Report("E", 5)));

    [Fact]
    public void Leaves_what_says_nothing_on_the_issue_out_of_the_signals() =>
        Assert.Empty(Ask("2025-08-09", That(null, "2025-08-09").As(StatementKind.Threat).Attributed(Attribution.Leak)).Signals);

    [Fact]
    public void Shows_an_undeclared_withdrawal_as_a_signal()
    {
        var said = That(Stance.Accepts, "2025-08-09");
        var withdrawal = Act(StatementKind.Withdrawal, said, "2025-08-10").Attributed(Attribution.Leak);

        var answer = Ask("2025-08-10", said, withdrawal);

        Assert.Equal(said.Id, answer.GovernedBy);
        Assert.Equal([new(withdrawal.Id, Outcome.Withdrawn, SignalReason.Leak)], answer.Signals);
    }

    [Fact]
    public void Shows_signals_only_when_they_have_been_said()
    {
        var leak = That(Stance.Accepts, "2025-08").Attributed(Attribution.Leak);

        Assert.Empty(Ask("2025-08-30", leak).Signals);
        Assert.Single(Ask("2025-08-31", leak).Signals);
    }

    [Fact]
    public void Lists_signals_in_order_of_recording()
    {
        var late = That(Stance.Accepts, "2025-08-09").Attributed(Attribution.Leak);
        var early = That(Stance.Rejects, "2025-08-01").Attributed(Attribution.Leak);

        Assert.Equal([late.Id, early.Id], Ask("2025-08-09", late, early).Signals.Select(signal => signal.Statement));
    }

    private static void Is(SignalReason? indicated, Statement said)
    {
        var answer = Ask("2025-08-09", said);

        Assert.Equal(indicated is null ? Outcome.Accepts : Outcome.Undeclared, answer.Stance);
        Assert.Equal(indicated is { } because ? [new Signal(said.Id, Outcome.Accepts, because)] : [], answer.Signals);
    }
}
