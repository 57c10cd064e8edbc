namespace PositionLedger.Domain.Statements;

/// <summary>Asks to take a wrongly attached report off; the last one can't be taken off.</summary>
/// <param name="Number">The report's number, from 1.</param>
public sealed record RetractReport(string Party, Guid Id, ValueList<int>? Expected, int Number, string Reason)
    : AmendStatement(Party, Id, Expected)
{
    protected override Decision OnStanding(Statement statement, Ledger ledger)
    {
        if (Number < 1 || Number > statement.Body.Reports.Count)
            return Refusal.UnknownItem("report", Number, statement.Body.Reports.Count);
        if (statement.Body.Reports[Number - 1].Retracted)
            return Refusal.ReportIsRetracted(Number);
        if (statement.Body.StandingReports.Count() == 1)
            return Refusal.LastReport();

        var retracted = new ReportRetracted(statement.Id, Number, Reason);
        return StatementRules.Reports(statement.Evolve(retracted).Body) is { } refusal
            ? refusal with { Field = null, Why = "Another report has credibility 1, which needs two roots. Assess that one first." }
            : Append(statement, retracted);
    }

    protected override bool IsLeftAlone(Statement copy) =>
        base.IsLeftAlone(copy) || copy.Body.Reports.ElementAtOrDefault(Number - 1) is { Retracted: true };

    protected override Refusal? Differs(Statement copy, Statement named) => ReportsOfCopies.Differ(Number, copy, named);
}
