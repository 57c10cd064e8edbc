namespace PositionLedger.Domain.Statements;

/// <summary>Asks to add one more appearance of a statement; the same report again changes nothing.</summary>
public sealed record AddReport(string Party, Guid Id, ValueList<int>? Expected, Report Report) : AmendStatement(Party, Id, Expected)
{
    /// <summary>How many reports a statement may carry.</summary>
    public const int MaxReports = 1_000;

    public override Needs Needs => base.Needs with { Sources = [Report.Source] };

    /// <summary>The number, from 1, of the report that is just as this one; null where the statement has none.</summary>
    public int? NumberIn(Statement statement)
    {
        for (var i = 0; i < statement.Body.Reports.Count; i++)
        {
            if (statement.Body.Reports[i] == Report)
                return i + 1;
        }

        return null;
    }

    protected override Decision OnStanding(Statement statement, Ledger ledger)
    {
        if (!ledger.Sources.ContainsKey(Report.Source))
            return Refusal.Rule("unknown-source", $"No source '{Report.Source}' is recorded.", "source", Report.Source);

        if (NumberIn(statement) is { } number)
            return new Decision.Unchanged(statement.Id.ToString(), number);
        if (statement.Body.Reports.Count >= MaxReports)
            return Refusal.Rule("too-many-reports", $"A statement carries at most {MaxReports} reports.");

        return StatementRules.Reports(statement.Body with { Reports = statement.Body.Reports.Add(Report) }) is { } refusal
            ? refusal with { Field = "credibility" }
            : Append(statement, new ReportAdded(statement.Id, statement.Body.Reports.Count + 1, Report));
    }
}
