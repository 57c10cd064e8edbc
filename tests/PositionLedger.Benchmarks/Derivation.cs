using NodaTime;
using PositionLedger.Domain.Sources;
using PositionLedger.Domain.Stances;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Benchmarks;

/// <summary>How long one stance takes to derive, by how many dates are uncertain.</summary>
internal static class Derivation
{
    private const int Rounds = 9;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(200);
    private static readonly LocalDate Start = new(2020, 1, 1);
    private static readonly Dictionary<string, Reliability> Grades = new() { ["wire"] = Reliability.B };
    private static readonly Authority[] Authorities = [Authority.Principal, Authority.Mandated, Authority.Office];
    private static readonly Stance[] Stances = [Stance.Rejects, Stance.LeansAgainst, Stance.Open, Stance.LeansFor, Stance.Accepts];

    public static Score[] Run()
    {
        Console.WriteLine($"Derivation: µs of processor time for one stance, median of {Rounds} rounds.\n");
        Console.WriteLine("| statements | uncertain | µs | possible |");
        Console.WriteLine("|--:|--:|--:|--:|");
        var certain = Print("1,000, days mixed", Certain(1_000));
        var uncertain = Print("1,000, 50 of a month each", [.. Certain(950), .. Uncertain(50, 30, 1)]);
        Print("1,000, 50 of a month each, above the certain", [.. Certain(950, Authority.Office), .. Uncertain(50, 30, 1)]);
        Print("56, 6 of a month each", [.. Certain(50), .. Uncertain(6, 30, 1)]);
        Print("56, 6 of five years each", [.. Certain(50), .. Uncertain(6, 1_800, 1)]);
        Print("56, 6 of five years each, above the certain", [.. Certain(50, Authority.Office), .. Uncertain(6, 1_800, 1)]);
        Print("56, 6 walk-backs of five years each, above the certain", [.. Certain(50, Authority.Office), .. WalkBacks(6, 1_800)]);
        return
        [
            Score.Within(nameof(Derivation), "one stance of 1,000 statements", certain, "µs", 200),
            Score.Within(nameof(Derivation), "the same, 50 of them of a month each", uncertain, "µs", 2_000),
        ];
    }

    private static double Print(string what, Statement[] statements)
    {
        var on = Start.PlusDays(1_850);
        var possible = 0;
        // Until the code is compiled for good, with what was learnt of its use.
        Micros(Warm);
        var times = Enumerable.Range(0, Rounds).Select(_ => Micros(Round)).Order().ToArray();
        Console.WriteLine($"| {what} | {statements.Count(s => s.Body.SaidOn.IsUncertain)} | {times[Rounds / 2]:N0} | {possible} |");
        return times[Rounds / 2];

        double Micros(TimeSpan duration)
        {
            // The processor's time, and not that of the clock: others may be at work on the machine.
            var (calls, before, used) = (0, Environment.CpuUsage.TotalTime, TimeSpan.Zero);
            for (; used < duration; used = Environment.CpuUsage.TotalTime - before, calls++)
                possible = StanceRule.Derive(statements, Grades, on, Policy.AuthorityFirst).Possible.Count;
            return used.TotalMicroseconds / calls;
        }
    }

    private static Statement[] Certain(int count, Authority? by = null) =>
        [.. Enumerable.Range(0, count).Select(i => Said(i, SaidOn.Day(Start.PlusDays(i * 7919 % 1_840)), by ?? Authorities[i % 3], Stances[i % 5]))];

    private static Statement[] Uncertain(int count, int days, int every) =>
        [.. Enumerable.Range(0, count).Select(i => Said(10_000 + i, Between(i * 37 % (1_840 - days + 1), days), Authorities[i * every % 3], Stances[i % 5]))];

    private static Statement[] WalkBacks(int count, int days) => [.. Uncertain(count, days, 1).Select((s, i) => s with
    {
        Body = s.Body with { Kind = StatementKind.WalkBack, RefersTo = Id(i + 20), Speaker = new(null, null, Authorities[i % 2]) },
    })];

    private static SaidOn Between(int first, int days) =>
        SaidOn.TryParse($"{Start.PlusDays(first):uuuu-MM-dd}/{Start.PlusDays(first + days):uuuu-MM-dd}")!;

    private static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);

    private static Statement Said(int number, SaidOn on, Authority by, Stance stance) => new(Id(number), "party", number, 1, false, new()
    {
        Issue = "issue",
        Speaker = new(null, null, by),
        Kind = StatementKind.Position,
        Stance = stance,
        SaidOn = on,
        Quote = new("Words", "en", Rendering.Verbatim, null, null),
        Attribution = Attribution.NamedOnRecord,
        Reports = [new("wire", null, null, null, 2, [], "wire")],
    });
}
