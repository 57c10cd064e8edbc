using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class CorrectingConditions
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public CorrectingConditions() => _id = _desk.Recorded(NoLand with
    {
        Conditions = [new("a ceasefire", ConditionState.Open, null), new("guarantees", ConditionState.Open, null)],
    });

    [Fact]
    public void Keeps_the_assessments_of_conditions_whose_text_stays()
    {
        _desk.Do(new AssessCondition("ukraine", _id, null, 2, ConditionState.Met, new(2025, 9, 1), "signed"));

        ValueList<Condition> given = [new("guarantees", ConditionState.Open, Stance.Rejects), new("elections", ConditionState.Open, null)];
        _desk.Do(Correct(new() { Conditions = given }));

        var conditions = _desk.Statement(_id).Body.Conditions;
        Assert.Equal((Stance.Rejects, ConditionState.Met), (conditions[0].Otherwise, conditions[0].StateOn(new(2025, 9, 1))));
        Assert.Equal(ConditionState.Open, conditions[1].StateOn(new(2025, 9, 1)));
    }

    [Fact]
    public void Keeps_the_assessments_of_conditions_of_one_text_apart()
    {
        ValueList<Condition> twice = [new("guarantees", ConditionState.Open, null), new("guarantees", ConditionState.Open, Stance.Rejects)];
        _desk.Do(Correct(new() { Conditions = twice }));
        _desk.Do(new AssessCondition("ukraine", _id, null, 2, ConditionState.Met, new(2025, 9, 1), "signed"));

        _desk.Do(Correct(new() { Conditions = twice }));

        Assert.Equal([0, 1], _desk.Statement(_id).Body.Conditions.Select(condition => condition.Assessments.Count));
    }

    private CorrectStatement Correct(StatementChanges changes) => new("ukraine", _id, null, changes, "misread");
}
