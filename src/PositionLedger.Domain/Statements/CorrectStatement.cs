namespace PositionLedger.Domain.Statements;

/// <summary>Asks to overwrite fields that were recorded wrongly. The result must keep every rule of a new statement.</summary>
public sealed record CorrectStatement(string Party, Guid Id, ValueList<int>? Expected, StatementChanges Changes, string Reason)
    : AmendStatement(Party, Id, Expected)
{
    public override Needs Needs => base.Needs with { Sources = Changes.Report.IsGiven ? [Changes.Report.Or(null!).Source] : [] };

    protected override Decision OnStanding(Statement statement, Ledger ledger)
    {
        var (changes, wrongNumber) = Numbered(statement.Body);
        if (wrongNumber is not null)
            return wrongNumber;

        return StatementRules.Broken(statement.Party, changes.ApplyTo(statement.Body), Knowing(statement, ledger)) is { } refusal
            ? refusal
            : Append(statement, new StatementCorrected(statement.Id, changes, Reason));
    }

    // By their texts, conditions find their numbers in each copy; a number that is given says only what it is in one.
    protected override Refusal? Differs(Statement copy, Statement named) =>
        Changes.Conditions.Or([]).Any(condition => condition.Number is not null) && !Texts(copy).SequenceEqual(Texts(named)) ? JointStatement.CopiesDiffer("list of conditions", copy) : null;

    private static IEnumerable<string> Texts(Statement statement) => statement.Body.Conditions.Select(condition => condition.Text);

    // Which condition each one is gets decided here, once, so that the event needs no guess when it is read.
    private (StatementChanges Changes, Refusal? Refusal) Numbered(StatementBody body)
    {
        if (!Changes.Conditions.IsGiven)
            return (Changes, null);

        var (numbered, refusal) = CorrectedConditions.Number(body.Conditions, Changes.Conditions.Or([]));
        return (Changes with { Conditions = numbered }, refusal);
    }

    // What the statement already names was checked when it was recorded, and nothing named is ever removed.
    private static Ledger Knowing(Statement statement, Ledger ledger) => ledger with
    {
        Issues = ledger.Issues.SetItem(statement.Body.Issue, new(statement.Body.Issue, "", "", "", null)),
        Sources = statement.Body.Reports.Aggregate(ledger.Sources, (known, report) =>
            known.SetItem(report.Source, new(report.Source, "", null, Domain.Sources.Reliability.F))),
    };
}
