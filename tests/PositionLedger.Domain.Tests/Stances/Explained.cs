using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 12: every statement with the step that kept or dropped it, in words a diplomat understands.</summary>
public class Explained
{
    private static readonly Statement Leader = That(Stance.Rejects, "2025-08-09");

    [Fact]
    public void Every_statement_in_order_of_recording()
    {
        var late = That(Stance.Accepts, "2025-08-10", Authority.Office);
        var retracted = That(Stance.Accepts, "2025-08-01") with { Retracted = true };

        var answer = Ask("2025-08-10", late, retracted, Leader);

        Assert.Equal([late.Id, retracted.Id, Leader.Id], answer.Considered.Select(considered => considered.Statement));
        Assert.Equal([RuleStep.Diverges, RuleStep.Retracted, RuleStep.Governs], answer.Considered.Select(considered => considered.Step));
    }

    [Fact]
    public void What_governs() =>
        Says("Said on 9 August 2025 by the leadership; it governs, as no other voice has taken over since.", Leader, "2025-08-10", Leader);

    [Fact]
    public void What_lapsed()
    {
        var offer = Leader.Until("2025-08-15");

        Says("Said on 9 August 2025 by the leadership; it held until 15 August 2025, and nobody has taken its place since.", offer, "2025-08-16", offer);
    }

    [Fact]
    public void What_is_contested() =>
        Says("Said on 9 August 2025 by the leadership; an equal voice took another side the same day, and none is picked.",
            Leader, "2025-08-09", Leader, That(Stance.Open, "2025-08-09"));

    [Fact]
    public void What_reaffirms_or_diverges()
    {
        var (same, other) = (That(Stance.Rejects, "2025-08-10", Authority.Office), That(Stance.Open, "2025-08-11", Authority.Mandated));

        Says("Said on 10 August 2025 by a spokesperson or an office; it says the same as what governs, said on 9 August 2025 by the leadership.",
            same, "2025-08-11", Leader, same, other);
        Says("Said on 11 August 2025 by an envoy within the mandate; it differs from what governs, said on 9 August 2025 by the leadership, "
            + "and doesn't take over from a higher voice yet.", other, "2025-08-11", Leader, same, other);
    }

    [Fact]
    public void What_diverges_from_what_governs_and_from_itself()
    {
        var (one, other) = (That(Stance.Rejects, "2025-08-10", Authority.Office), That(Stance.Open, "2025-08-10", Authority.Office));

        Says("Said on 10 August 2025 by a spokesperson or an office, and contradicted the same day; what governs stays, said on 9 August 2025 "
            + "by the leadership.", one, "2025-08-10", Leader, one, other);
    }

    [Fact]
    public void What_was_replaced_later() =>
        Says("Said on 9 August 2025 by the leadership; a later voice has taken over, said between 1 August 2025 and 31 August 2025 by the leadership.",
            Leader, "2025-08-31", Leader, That(Stance.Open, "2025-08"));

    [Fact]
    public void What_others_of_its_day_left_unheard()
    {
        var office = That(Stance.Open, "2025-08-09", Authority.Office);
        var (morning, evening) = (That(Stance.Open, "2025-08-09T08:00Z"), That(Stance.Rejects, "2025-08-09T20:00Z"));

        Says("Said on 9 August 2025 by a spokesperson or an office; a higher voice spoke the same day, by the leadership.", office, "2025-08-09", Leader, office);
        Says("Said on 9 August 2025 by the leadership; an equal voice spoke otherwise later the same day.", morning, "2025-08-09", morning, evening);
        Says("Said on 9 August 2025 by the leadership; another statement of that day says the same and stands for both.",
            evening, "2025-08-09", Leader, evening);
    }

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

        Says("Said on 10 August 2025 by the leadership; it takes no side, and gives way to statements that do.", ambiguous, "2025-08-10", Leader, ambiguous);
    }

    [Theory]
    [InlineData(Attribution.Background, Authority.Principal, "by the leadership", "it was said on background, with nobody to be named")]
    [InlineData(Attribution.DeepBackground, Authority.Principal, "by the leadership", "nobody is named at all")]
    [InlineData(Attribution.Leak, Authority.Principal, "by the leadership", "it was leaked")]
    [InlineData(Attribution.OtherParty, Authority.Principal, "by the leadership", "another party reports it")]
    [InlineData(Attribution.Characterisation, Authority.Principal, "by the leadership", "these are a reporter's words, not the party's")]
    [InlineData(Attribution.AnalystInference, Authority.Principal, "by the leadership", "an analyst infers it")]
    [InlineData(Attribution.Document, Authority.Official, "by an official without a mandate", "the speaker has no mandate to speak for the party on this")]
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

        Says("Said on 9 August 2025 by the leadership; it is only a signal, because no report of it is credible enough.", said, "2025-08-09", said);
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
        Says("Said between about 1 August 2025 and 31 August 2025 by the leadership, perhaps after the date asked about, so it can't govern yet.",
            coarse, "2025-08-30", coarse);
    }

    [Fact]
    public void What_the_recorder_took_back() =>
        Says("The recorder has taken it back: it should not have been recorded.", Leader, "2025-08-09", Leader with { Retracted = true });

    private static void Says(string expected, Statement about, string on, params Statement[] said) =>
        Assert.Equal(expected, Ask(on, said).Considered.Single(considered => considered.Statement == about.Id).Why);
}
