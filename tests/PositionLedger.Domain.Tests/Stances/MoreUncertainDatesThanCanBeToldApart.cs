using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Stances.Worlds;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Stances.Say;

namespace PositionLedger.Domain.Tests.Stances;

/// <summary>Rule 9 with so many uncertain dates on the issue that what is possible may be too much; here it is exact.</summary>
public class MoreUncertainDatesThanCanBeToldApart
{
    [Theory]
    [InlineData("2025-06-30", Outcome.Rejects)]
    [InlineData("2025-07-01", Outcome.Accepts)]
    public void Let_a_lower_voice_take_over_only_after_half_a_year(string office, Outcome possible) =>
        AssertPossible("2025-08-01", [That(Stance.Rejects, "2025-01-01"), That(Stance.Accepts, office, Authority.Office)], possible);

    [Theory]
    [InlineData("2025-06-29/2025-06-30", Outcome.Rejects)]
    [InlineData("2025-06-30/2025-07-01", Outcome.Rejects, Outcome.Accepts)]
    public void Count_half_a_year_to_each_day_of_a_lower_voice(string office, params Outcome[] possible) =>
        AssertPossible("2025-08-01", [That(Stance.Rejects, "2025-01-01"), That(Stance.Accepts, office, Authority.Office)], possible);

    [Theory]
    [InlineData("2025-06-30", Outcome.Rejects)]
    [InlineData("2025-07-01", Outcome.Rejects, Outcome.Accepts)]
    [InlineData("2025-07-02", Outcome.Rejects, Outcome.Accepts)]
    [InlineData("2025-07-03", Outcome.Accepts)]
    public void Count_half_a_year_from_each_day_of_a_higher_voice(string office, params Outcome[] possible) =>
        AssertPossible("2025-08-01",
            [That(Stance.Rejects, "2025-01-01"), That(Stance.Rejects, "2025-01-02/2025-01-03"), That(Stance.Accepts, office, Authority.Office)], possible);

    [Theory]
    [InlineData("2025-01-10", Outcome.Lapsed)]
    [InlineData("2025-01-11", Outcome.Accepts)]
    [InlineData("2025-01-09/2025-01-10", Outcome.Lapsed)]
    [InlineData("2025-01-10/2025-01-11", Outcome.Lapsed, Outcome.Accepts)]
    public void Let_a_lower_voice_take_over_once_a_position_has_run_out(string office, params Outcome[] possible) => AssertPossible(
        "2025-02-01", [That(Stance.Rejects, "2025-01-01").Until("2025-01-10"), That(Stance.Accepts, office, Authority.Office)], possible);

    [Fact]
    public void Miss_no_failed_condition_of_one_among_others_that_say_the_same()
    {
        var plain = That(Stance.Accepts, "2025-01-05/2025-01-06");
        var broken = plain.If("a ceasefire", Stance.Rejects, From("2025-01-10", ConditionState.Failed)) with { Id = Guid.NewGuid() };

        Assert.Contains(Outcome.Rejects, PossibleOn("2025-02-01", plain, broken, plain with { Id = Guid.NewGuid() }));
    }

    [Fact]
    public void Let_the_first_recorded_stand_for_both_where_two_may_say_the_same_on_one_day()
    {
        var (plain, broken) = (That(Stance.Accepts, "2025-01-05/2025-01-06"),
            That(Stance.Accepts, "2025-01-06").If("a ceasefire", Stance.Rejects, From("2025-01-10", ConditionState.Failed)));

        AssertPossible("2025-02-01", [plain, broken], Outcome.Rejects, Outcome.Accepts);
        AssertPossible("2025-02-01", [broken, plain], Outcome.Rejects);
    }

    private static void AssertPossible(string on, Statement[] said, params Outcome[] possible) =>
        Assert.Equal(possible.Order(), PossibleOn(on, said));

    private static ValueList<Outcome> PossibleOn(string on, params Statement[] said) => Ask(on,
        [.. Enumerable.Range(0, PossibleOutcomes.MaxExact + 1).Select(_ => That(Stance.Open, "2024-12-30/2024-12-31")), .. said]).Possible;
}
