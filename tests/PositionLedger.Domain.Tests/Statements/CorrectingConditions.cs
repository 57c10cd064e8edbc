using PositionLedger.Domain.Statements;
using static PositionLedger.Domain.Tests.Desk;

namespace PositionLedger.Domain.Tests.Statements;

public class CorrectingConditions
{
    private readonly Recorder _desk = Open();
    private readonly Guid _id;

    public CorrectingConditions()
    {
        _id = _desk.Recorded(NoLand with
        {
            Conditions = [new("a ceasefire", ConditionState.Open, null), new("guarantees", ConditionState.Open, null)],
        });
        _desk.Do(new AssessCondition("ukraine", _id, null, 2, ConditionState.Met, new(2025, 9, 1), "signed"));
    }

    private ValueList<Condition> Conditions => _desk.Statement(_id).Body.Conditions;

    private string Standing => string.Join(", ", Conditions.Select((c, i) => c.Dropped ? null : $"{i + 1} {c.Text} {c.StateOn(new(2025, 9, 1))}").OfType<string>());

    [Fact]
    public void Continues_those_of_the_same_text_and_adds_the_others_at_the_end()
    {
        Do(Correct(new(null, "guarantees", ConditionState.Open, Stance.Rejects), new(null, "elections", ConditionState.Open, null)));

        Assert.Equal("2 guarantees Met, 3 elections Open", Standing);
        Assert.Equal(Stance.Rejects, Conditions[1].Otherwise);
    }

    [Fact]
    public void Continues_the_one_it_names_whatever_its_text_becomes()
    {
        Do(Correct(new(2, "security guarantees", ConditionState.Open, null), new(null, "a ceasefire", ConditionState.Open, null)));

        Assert.Equal("1 a ceasefire Open, 2 security guarantees Met", Standing);
    }

    [Fact]
    public void Back_to_what_it_was_brings_back_what_was_assessed()
    {
        var before = Conditions;

        Do(Correct());
        Assert.Equal("", Standing);
        Do(Correct(new(null, "a ceasefire", ConditionState.Open, null), new(null, "guarantees", ConditionState.Open, null)));

        Assert.Equal(before, Conditions);
    }

    [Fact]
    public void Records_the_number_of_each_so_that_nobody_has_to_guess_it_later()
    {
        var corrected = _desk.Accepted<StatementCorrected>(Correct(
            new(null, "elections", ConditionState.Open, null), new(null, "guarantees", ConditionState.Open, null), new(1, "a truce", ConditionState.Open, null)));

        Assert.Equal([3, 2, 1], corrected.Changes.Conditions.Or([]).Select(condition => condition.Number ?? 0));
    }

    [Fact]
    public void Keeps_conditions_of_one_text_apart()
    {
        CorrectedCondition guarantees = new(null, "guarantees", ConditionState.Open, null);
        Do(Correct(guarantees, guarantees));
        Do(Correct(guarantees with { Otherwise = Stance.Rejects }, guarantees));

        Assert.Equal("2 guarantees Met, 3 guarantees Open", Standing);
        Assert.Equal(Stance.Rejects, Conditions[1].Otherwise);
    }

    [Theory]
    [InlineData(3, "unknown-condition"), InlineData(0, "unknown-condition"), InlineData(-1, "unknown-condition"), InlineData(2, "condition-twice")]
    public void Is_refused_where_it_continues_none_or_one_twice(int number, string code)
    {
        _desk.Refused(
            Correct(new(2, "guarantees", ConditionState.Open, null), new(number, "another", ConditionState.Open, null)),
            code, RefusalKind.Rule, "conditions[1].number");
    }

    [Fact]
    public void Is_refused_where_it_would_number_too_many()
    {
        for (var n = 0; n < 4; n++)
            Do(Correct([.. Enumerable.Range(0, 20).Select(i => new CorrectedCondition(null, $"{n} {i}", ConditionState.Open, null))]));
        CorrectedCondition[] more = [.. Enumerable.Range(0, 18).Select(i => new CorrectedCondition(null, $"more {i}", ConditionState.Open, null))];

        _desk.Refused(Correct([.. more, new(null, "one more", ConditionState.Open, null)]), "too-many-conditions", RefusalKind.Rule, "conditions");
        Do(Correct(more));
        Assert.Equal(StatementBody.MaxNumberedConditions, Conditions.Count);
    }

    [Fact]
    public void Leaves_a_dropped_one_to_no_assessment()
    {
        Do(Correct(new CorrectedCondition(1, "a ceasefire", ConditionState.Open, null)));

        _desk.Refused(new AssessCondition("ukraine", _id, null, 2, ConditionState.Met, new(2025, 9, 1), "x"), "condition-dropped", RefusalKind.Conflict);
    }

    private void Do(Command command) => _desk.Do(command);

    private CorrectStatement Correct(params CorrectedCondition[] conditions) =>
        new("ukraine", _id, null, new() { Conditions = ValueList.Create<CorrectedCondition>(conditions) }, "misread");
}
