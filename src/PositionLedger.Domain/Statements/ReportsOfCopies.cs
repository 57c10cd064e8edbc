namespace PositionLedger.Domain.Statements;

/// <summary>Reports of the copies of a joint statement, which are numbered apart once one copy was amended alone.</summary>
internal static class ReportsOfCopies
{
    /// <summary>Whether a number, from 1, means another report in a copy than in the statement named. A copy that has none isn't told here.</summary>
    public static Refusal? Differ(int number, Statement copy, Statement named) =>
        Appearance(copy, number) is { } its && Appearance(named, number) is { } ours && its != ours
            ? JointStatement.CopiesDiffer($"report {number}", copy)
            : null;

    // How a report is judged may differ from copy to copy.
    private static Report? Appearance(Statement statement, int number) =>
        statement.Body.Reports.ElementAtOrDefault(number - 1) is { } report
            ? report with { Credibility = Report.Unjudged, Retracted = false }
            : null;
}
