namespace PositionLedger.Domain.Statements;

/// <summary>Asks to overwrite fields that were recorded wrongly. The result must keep every rule of a new statement.</summary>
public sealed record CorrectStatement(string Party, Guid Id, ValueList<int>? Expected, StatementChanges Changes, string Reason)
    : AmendStatement(Party, Id, Expected)
{
    public override Needs Needs => base.Needs with { Sources = Changes.Report.IsGiven ? [Changes.Report.Or(null!).Source] : [] };

    protected override Decision OnStanding(Statement statement, Ledger ledger)
    {
        var corrected = Changes.ApplyTo(statement.Body);
        return StatementRules.Broken(Party, corrected, Knowing(statement, ledger)) is { } refusal
            ? refusal
            : Append(new StatementCorrected(Id, Changes, Reason));
    }

    // What the statement already names was checked when it was recorded, and nothing named is ever removed.
    private static Ledger Knowing(Statement statement, Ledger ledger) => ledger with
    {
        Issues = ledger.Issues.SetItem(statement.Body.Issue, new(statement.Body.Issue, "", "", "", null)),
        Sources = statement.Body.Reports.Aggregate(ledger.Sources, (known, report) =>
            known.SetItem(report.Source, new(report.Source, "", null, Domain.Sources.Reliability.F))),
    };
}
