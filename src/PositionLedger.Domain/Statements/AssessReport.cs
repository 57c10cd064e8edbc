namespace PositionLedger.Domain.Statements;

/// <summary>Asks to judge a report otherwise.</summary>
/// <param name="Number">The report's number, from 1.</param>
public sealed record AssessReport(string Party, Guid Id, ValueList<int>? Expected, int Number, int Credibility, string Reason)
    : AmendStatement(Party, Id, Expected)
{
    protected override Decision OnStanding(Statement statement, Ledger ledger)
    {
        if (Number < 1 || Number > statement.Body.Reports.Count)
            return Refusal.UnknownItem("report", Number, statement.Body.Reports.Count);
        if (statement.Body.Reports[Number - 1].Retracted)
            return Refusal.ReportIsRetracted(Number);

        var assessed = new ReportAssessed(statement.Id, Number, Credibility, Reason);
        return StatementRules.Reports(statement.Evolve(assessed).Body) is { } refusal
            ? refusal with { Field = "credibility" }
            : Append(statement, assessed);
    }

    protected override Refusal? Differs(Statement copy, Statement named) => ReportsOfCopies.Differ(Number, copy, named);
}
