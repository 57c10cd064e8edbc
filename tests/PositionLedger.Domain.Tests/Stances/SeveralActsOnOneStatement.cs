using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 5, where a party did more than one thing about the same statement: the first by its day counts, and is named.</summary>
public class SeveralActsOnOneStatement
{
    private static readonly Statement Leader = That(Stance.Rejects, "2025-08-01");

    [Fact]
    public void The_earlier_removes_it_though_it_was_recorded_later()
    {
        var (withdrawal, walkBack) = (Act(StatementKind.Withdrawal, Leader, "2025-08-10"), Act(StatementKind.WalkBack, Leader, "2025-08-05", Stance.Open));

        Assert.Equal(Outcome.Rejects, Ask("2025-08-04", Leader, withdrawal, walkBack).Stance);
        Assert.Equal(Outcome.Open, Ask("2025-08-05", Leader, withdrawal, walkBack).Stance);
        Assert.EndsWith("the party walked it back on 5 August 2025.", Why("2025-08-10", withdrawal, walkBack), StringComparison.Ordinal);
        Assert.EndsWith("the party walked it back on 5 August 2025.", Why("2025-08-10", walkBack, withdrawal), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_day_the_one_recorded_first_does()
    {
        var (withdrawal, walkBack) = (Act(StatementKind.Withdrawal, Leader, "2025-08-05"), Act(StatementKind.WalkBack, Leader, "2025-08-05", Stance.Open));

        Assert.EndsWith("the party withdrew it on 5 August 2025.", Why("2025-08-10", withdrawal, walkBack), StringComparison.Ordinal);
        Assert.EndsWith("the party walked it back on 5 August 2025.", Why("2025-08-10", walkBack, withdrawal), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_denials_of_the_utterance_the_earlier_is_named()
    {
        var (late, early) = (Denial(Leader, Denies.Utterance, "2025-08-10"), Denial(Leader, Denies.Utterance, "2025-08-05"));

        Assert.Contains("denied on 5 August 2025 ever having said it", Why("2025-08-10", late, early), StringComparison.Ordinal);
        Assert.Contains("denied on 5 August 2025 ever having said it", Why("2025-08-10", early, late), StringComparison.Ordinal);
    }

    private static string Why(string on, params Statement[] acts) =>
        Ask(on, [Leader, .. acts]).Considered.Single(considered => considered.Statement == Leader.Id).Why;
}
