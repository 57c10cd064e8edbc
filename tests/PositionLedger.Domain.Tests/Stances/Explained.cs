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
    public void What_only_diverged_and_was_replaced_by_the_voice_that_took_over_next()
    {
        var spokesperson = That(Stance.Open, "2025-08-10", Authority.Office);

        Says("Said on 10 August 2025 by a spokesperson or an office; a later voice has taken over, said on 11 August 2025 by the leadership.",
            spokesperson, "2025-08-12", Leader, spokesperson, That(Stance.Accepts, "2025-08-11"), That(Stance.Open, "2025-08-12"));
    }

    [Fact]
    public void Two_answers_that_differ_in_nothing_else_are_different()
    {
        var retracted = That(Stance.Accepts, "2025-08-01") with { Retracted = true };

        Assert.NotEqual(Ask("2025-08-10", Leader), Ask("2025-08-10", Leader, retracted));
        Assert.Equal(Ask("2025-08-10", Leader, retracted), Ask("2025-08-10", Leader, retracted));
    }

    [Fact]
    public void What_lapsed()
    {
        var offer = Leader.Until("2025-08-15");

        Says("Said on 9 August 2025 by the leadership; it held until 15 August 2025, and nobody has taken its place since.", offer,
            "2025-08-16", offer);
    }

    [Fact]
    public void What_is_contested() =>
        Says("Said on 9 August 2025 by the leadership; an equal voice took another side the same day, and none is picked.",
            Leader, "2025-08-09", Leader, That(Stance.Open, "2025-08-09"));

    [Fact]
    public void What_reaffirms_or_diverges()
    {
        var (same, other) = (That(Stance.Rejects, "2025-08-10", Authority.Office), That(Stance.Open, "2025-08-11", Authority.Mandated));

        Says("Said on 10 August 2025 by a spokesperson or an office; it says the same as what governs, "
            + "said on 9 August 2025 by the leadership.", same, "2025-08-11", Leader, same, other);
        Says("Said on 11 August 2025 by an envoy within the mandate; it differs from what governs, "
            + "said on 9 August 2025 by the leadership, and ranks too low to take over yet.", other, "2025-08-11", Leader, same, other);
    }

    [Fact]
    public void What_diverges_from_what_governs_and_from_itself()
    {
        var (one, other) = (That(Stance.Rejects, "2025-08-10", Authority.Office), That(Stance.Open, "2025-08-10", Authority.Office));

        Says("Said on 10 August 2025 by a spokesperson or an office, and contradicted the same day; what governs stays, "
            + "said on 9 August 2025 by the leadership.", one, "2025-08-10", Leader, one, other);
    }

    [Fact]
    public void What_was_replaced_later() =>
        Says("Said on 9 August 2025 by the leadership; a later voice has taken over, "
            + "said between 1 August 2025 and 31 August 2025 by the leadership.",
            Leader, "2025-08-31", Leader, That(Stance.Open, "2025-08"));

    [Fact]
    public void What_others_of_its_day_left_unheard()
    {
        var office = That(Stance.Open, "2025-08-09", Authority.Office);
        var (morning, evening) = (That(Stance.Open, "2025-08-09T08:00Z"), That(Stance.Rejects, "2025-08-09T20:00Z"));

        Says("Said on 9 August 2025 by a spokesperson or an office; a higher voice spoke the same day, by the leadership.", office,
            "2025-08-09", Leader, office);
        Says("Said on 9 August 2025 by the leadership; an equal voice spoke otherwise later the same day.", morning, "2025-08-09",
            morning, evening);
        Says("Said on 9 August 2025 by the leadership; another statement of that day says the same and stands for both.",
            evening, "2025-08-09", Leader, evening);
    }

    private static void Says(string expected, Statement about, string on, params Statement[] said) =>
        Assert.Equal(expected, Ask(on, said).Considered.Single(considered => considered.Statement == about.Id).Why);
}
