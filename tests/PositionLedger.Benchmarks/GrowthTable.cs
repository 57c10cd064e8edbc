namespace PositionLedger.Benchmarks;

/// <summary>What one answer took, in milliseconds: over HTTP and by its SQL alone, by the clock and by the processor.</summary>
internal sealed record Asked(double Http, double Sql, double ServerCpu, double PostgresCpu, double SqlCpu);

/// <summary>The answers of two ledgers side by side, and how much longer the second takes.</summary>
internal static class GrowthTable
{
    /// <param name="turns">Each with an answer of either ledger, asked right after each other.</param>
    public static Score[] Print(string question, int[] statements, List<Asked[]> turns)
    {
        Console.WriteLine($"| {question}, {turns.Count} turns: statements on record | over HTTP, p50 | p95 | processor, server + PostgreSQL "
            + "| its SQL alone, p50 | processor | over HTTP ÷ its SQL |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|");
        for (var i = 0; i < statements.Length; i++)
        {
            Asked[] of = [.. turns.Select(turn => turn[i])];
            Console.WriteLine($"| {statements[i]:N0} | {At(0.5, of, x => x.Http):N1} | {At(0.95, of, x => x.Http):N1} "
                + $"| {of.Average(x => x.ServerCpu):N1} + {of.Average(x => x.PostgresCpu):N1} "
                + $"| {At(0.5, of, x => x.Sql):N1} | {of.Average(x => x.SqlCpu):N1} | {At(0.5, of, x => x.Http / x.Sql):0.00} |");
        }

        Console.WriteLine($"| ratio | {At(0.5, turns, x => x[1].Http / x[0].Http):0.00} | {P95(1) / P95(0):0.00} "
            + $"| {turns.Sum(x => x[1].ServerCpu + x[1].PostgresCpu) / turns.Sum(x => x[0].ServerCpu + x[0].PostgresCpu):0.00} "
            + $"| {At(0.5, turns, x => x[1].Sql / x[0].Sql):0.00} | {turns.Sum(x => x[1].SqlCpu) / turns.Sum(x => x[0].SqlCpu):0.00} | |\n");
        double[] p50 = [.. Enumerable.Range(0, statements.Length).Select(ledger => At(0.5, turns, turn => turn[ledger].Http))];
        return
        [
            Score.AtMost(question, $"p50 at {statements[1]:N0} statements", $"{p50[1]:N0} ms", $"{p50[0]:N0} ms at {statements[0]:N0}", At(0.5, turns, x => x[1].Http / x[0].Http), 1.5),
        ];

        double P95(int ledger) => At(0.95, turns, turn => turn[ledger].Http);
    }

    private static double At<T>(double share, IReadOnlyCollection<T> all, Func<T, double> of) =>
        all.Select(of).Order().ElementAt((int)(share * all.Count));
}
