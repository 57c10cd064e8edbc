using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 12: what could not govern, and why.</summary>
public class ExplainedDropOuts
{
    private static readonly Statement Leader = That(Stance.Rejects, "2025-08-09");

    [Theory]
    [InlineData(StatementKind.WalkBack, "walked it back")]
    [InlineData(StatementKind.Clarification, "replaced it by a clarification")]
    [InlineData(StatementKind.Withdrawal, "withdrew it")]
    [InlineData(StatementKind.Denial, "denied having meant it so")]
    public void What_was_removed(StatementKind kind, string words) =>
        Says($"Said on 9 August 2025 by the leadership; the party {words} on 10 August 2025.", Leader, "2025-08-10",
            Leader, Act(kind, Leader, "2025-08-10", kind == StatementKind.Withdrawal ? null : Stance.Open));

    [Fact]
    public void What_was_denied() =>
        Says("Said on 9 August 2025 by the leadership; the party denied on 10 August 2025 ever having said it, so it is only a signal.",
            Leader, "2025-08-09", Leader, Denial(Leader, Denies.Utterance, "2025-08-10"));

    [Fact]
    public void What_gave_way()
    {
        var ambiguous = That(Stance.Ambiguous, "2025-08-10");

        Says("Said on 10 August 2025 by the leadership; it takes no side, and gives way to statements that do.", ambiguous, "2025-08-10",
            Leader, ambiguous);
    }

    [Theory]
    [InlineData(Attribution.Background, Authority.Principal, "by the leadership", "it was said on background, with nobody to be named")]
    [InlineData(Attribution.DeepBackground, Authority.Principal, "by the leadership", "nobody is named at all")]
    [InlineData(Attribution.Leak, Authority.Principal, "by the leadership", "it was leaked")]
    [InlineData(Attribution.OtherParty, Authority.Principal, "by the leadership", "another party reports it")]
    [InlineData(Attribution.Characterisation, Authority.Principal, "by the leadership", "these are a reporter's words, not the party's")]
    [InlineData(Attribution.AnalystInference, Authority.Principal, "by the leadership", "an analyst infers it")]
    [InlineData(Attribution.Document, Authority.Official, "by an official without a mandate", "the speaker has no mandate to speak for the party")]
    [InlineData(Attribution.Document, Authority.Affiliated, "by somebody close to the party", "the speaker holds no office of the party")]
    [InlineData(Attribution.Document, Authority.Outside, "by somebody outside the party", "the speaker doesn't belong to the party")]
    public void What_is_only_a_signal(Attribution attribution, Authority authority, string by, string why)
    {
        var said = That(Stance.Accepts, "../2025-08-09", authority).Attributed(attribution);

        Says($"Said by 9 August 2025 {by}; it is only a signal, because {why}.", said, "2025-08-09", said);
    }

    [Fact]
    public void What_no_report_carries()
    {
        var said = Leader.In(Report("B", 5));

        Says("Said on 9 August 2025 by the leadership; it is only a signal, because no report of it is credible enough.", said,
            "2025-08-09", said);
    }

    [Theory]
    [InlineData(StatementKind.Accusation, "an accusation")]
    [InlineData(StatementKind.Threat, "a threat")]
    [InlineData(StatementKind.Meeting, "a meeting")]
    [InlineData(StatementKind.Interest, "a stated interest")]
    [InlineData(StatementKind.Denial, "a denial of this sort")]
    public void What_takes_no_side(StatementKind kind, string words)
    {
        var said = That(null, "2025-08-09~").As(kind);

        Says($"Said about 9 August 2025 by the leadership; {words} takes no side on the issue.", said, "2025-08-09", said);
    }

    [Fact]
    public void What_comes_later()
    {
        var coarse = That(Stance.Accepts, "2025-08~");

        Says("Said on 9 August 2025 by the leadership, after the date asked about.", Leader, "2025-08-08", Leader);
        Says("Said between about 1 August 2025 and 31 August 2025 by the leadership, perhaps after the date asked about, "
            + "so it can't govern yet.", coarse, "2025-08-30", coarse);
    }

    [Fact]
    public void What_the_recorder_took_back() =>
        Says("The recorder has taken it back: it should not have been recorded.", Leader, "2025-08-09", Leader with { Retracted = true });

    private static void Says(string expected, Statement about, string on, params Statement[] said) =>
        Assert.Equal(expected, Ask(on, said).Considered.Single(considered => considered.Statement == about.Id).Why);
}
