namespace PositionLedger.Benchmarks;

/// <summary>What came of a benchmark, and what was meant to: a line of the table of all of them.</summary>
internal sealed record Score(string Name, string What, string Figure, string Baseline, string Ratio, string Goal, bool? IsMet)
{
    /// <summary>How much of its baseline something reaches.</summary>
    public static Score AtLeast(string name, string what, string figure, string baseline, double ratio, double goal) =>
        new(name, what, figure, baseline, $"{ratio:0.00}", $"≥ {goal:0.00}", ratio >= goal);

    /// <summary>How many times its baseline something takes.</summary>
    public static Score AtMost(string name, string what, string figure, string baseline, double ratio, double goal) =>
        new(name, what, figure, baseline, $"{ratio:0.00}", $"≤ {goal:0.00}", ratio <= goal);

    /// <summary>How much of its baseline something reaches, where no goal was set.</summary>
    public static Score Beside(string name, string what, string figure, string baseline, double ratio) =>
        new(name, what, figure, baseline, $"{ratio:0.00}", "", null);

    /// <summary>What has no baseline.</summary>
    public static Score Within(string name, string what, double figure, string unit, double goal) =>
        new(name, what, $"{figure:N0} {unit}", "", "", $"≤ {goal:N0} {unit}", figure <= goal);

    public static void Print(IReadOnlyCollection<Score> scores)
    {
        Console.WriteLine("\n| benchmark | what | figure | baseline | ratio | goal | |\n|---|---|--:|--:|--:|--:|---|");
        foreach (var x in scores)
            Console.WriteLine($"| {x.Name} | {x.What} | {x.Figure} | {x.Baseline} | {x.Ratio} | {x.Goal} | {(x.IsMet switch { true => "met", false => "**not met**", null => "" })} |");
    }
}
