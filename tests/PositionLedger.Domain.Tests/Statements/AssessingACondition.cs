using NodaTime;
using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class AssessingACondition
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public AssessingACondition() => _id = _desk.Recorded(NoLand with
    {
        Conditions = [new("a ceasefire", ConditionState.Open, null), new("guarantees", ConditionState.Met, Stance.Rejects)],
    });

    [Fact]
    public void Holds_from_its_day_on()
    {
        var assessed = _desk.Accepted<ConditionAssessed>(Assess(1, ConditionState.Met, new(2025, 9, 1)));

        Assert.Equal(new ConditionAssessed(_id, 1, ConditionState.Met, new(2025, 9, 1), "seen"), assessed);
        Assert.Equal(ConditionState.Open, StateOn(1, new(2025, 8, 31)));
        Assert.Equal(ConditionState.Met, StateOn(1, new(2025, 9, 1)));
        Assert.Equal(ConditionState.Met, StateOn(2, new(2025, 8, 1)));
    }

    [Fact]
    public void Counts_by_its_own_day_not_by_the_order_of_recording()
    {
        _desk.Do(Assess(1, ConditionState.Failed, new(2025, 10, 1)));
        _desk.Do(Assess(1, ConditionState.Met, new(2025, 9, 1)));

        Assert.Equal(ConditionState.Met, StateOn(1, new(2025, 9, 30)));
        Assert.Equal(ConditionState.Failed, StateOn(1, new(2025, 10, 1)));
    }

    [Fact]
    public void Counts_as_last_recorded_for_one_day()
    {
        _desk.Do(Assess(1, ConditionState.Failed, new(2025, 9, 1)));
        _desk.Do(Assess(1, ConditionState.Open, new(2025, 9, 1)));

        Assert.Equal(ConditionState.Open, StateOn(1, new(2025, 9, 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Is_refused_for_a_condition_it_has_not(int number) =>
        _desk.Refused(Assess(number, ConditionState.Met, new(2025, 9, 1)), "unknown-condition", RefusalKind.Unknown);

    [Fact]
    public void Is_refused_for_a_day_to_come()
    {
        _desk.Refused(Assess(1, ConditionState.Met, Recorder.Today.PlusDays(1)), "assessed-in-the-future", field: "on");

        _desk.Do(Assess(1, ConditionState.Met, Recorder.Today));
    }

    private AssessCondition Assess(int number, ConditionState state, LocalDate on) => new("ukraine", _id, null, number, state, on, "seen");

    private ConditionState StateOn(int number, LocalDate on) => _desk.Statement(_id).Body.Conditions[number - 1].StateOn(on);
}
