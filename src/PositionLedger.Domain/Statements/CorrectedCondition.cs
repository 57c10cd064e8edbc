namespace PositionLedger.Domain.Statements;

/// <summary>A condition as a correction leaves it.</summary>
/// <param name="Number">Which of the statement's conditions it is, from 1. Null where a recorder leaves it to the text; what is
/// recorded always says it.</param>
public sealed record CorrectedCondition(int? Number, string Text, ConditionState State, Stance? Otherwise);

/// <summary>Which conditions a correction continues, which it adds, and which it drops.</summary>
internal static class CorrectedConditions
{
    /// <summary>The conditions after a correction: those not in the list are dropped, and keep their number and assessments.</summary>
    /// <param name="given">Each with its number.</param>
    public static ValueList<Condition> Over(ValueList<Condition> recorded, ValueList<CorrectedCondition> given)
    {
        List<Condition> conditions = [.. recorded.Select(condition => condition with { Dropped = true })];
        foreach (var (number, text, state, otherwise) in given.OrderBy(condition => condition.Number))
        {
            if (number > conditions.Count)
                conditions.Add(new(text, state, otherwise));
            else
                conditions[number!.Value - 1] = new(text, state, otherwise) { Assessments = conditions[number.Value - 1].Assessments };
        }

        return [.. conditions];
    }

    /// <summary>The list with a number for each: the one given, else that of a condition of the same text, else the next.</summary>
    public static (ValueList<CorrectedCondition> Numbered, Refusal? Refusal) Number(
        ValueList<Condition> recorded, ValueList<CorrectedCondition> given)
    {
        var free = Enumerable.Range(1, recorded.Count).ToList();
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i].Number is { } number && !free.Remove(number))
                return (given, WrongNumber($"conditions[{i}].number", number, recorded.Count));
        }

        var next = recorded.Count;
        ValueList<CorrectedCondition> numbered =
            [.. given.Select(condition => condition with { Number = condition.Number ?? Take(free, recorded, condition.Text) ?? ++next })];
        return next <= StatementBody.MaxNumberedConditions
            ? (numbered, null)
            : (given, Refusal.Rule("too-many-conditions", $"A statement numbers at most {StatementBody.MaxNumberedConditions} conditions, dropped ones "
                + "included. Say with 'number' which one each of these continues.", "conditions"));
    }

    // A standing condition goes before one that was dropped.
    private static int? Take(List<int> free, ValueList<Condition> recorded, string text)
    {
        var number = free.Where(n => recorded[n - 1].Text == text).OrderBy(n => recorded[n - 1].Dropped).Select(n => (int?)n).FirstOrDefault();
        if (number is { } taken)
            free.Remove(taken);
        return number;
    }

    private static Refusal WrongNumber(string field, int number, int count) => number >= 1 && number <= count
        ? Refusal.Rule("condition-twice", $"Condition {number} is continued twice. Leave 'number' out of the new one.", field)
        : Refusal.Rule("unknown-condition", $"The statement has no condition {number}. Leave 'number' out of a new one.", field);
}
