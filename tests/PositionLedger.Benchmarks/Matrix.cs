using NodaTime;
using PositionLedger.Domain;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Stances;

namespace PositionLedger.Benchmarks;

/// <summary>Where 200 parties stand on 50 issues.</summary>
internal static class Matrix
{
    private static readonly LocalDate FirstDay = new(2025, 1, 1);
    private static readonly DateOnly On = new(2025, 12, 31);
    private static readonly string[] Parties = [.. Enumerable.Range(0, 200).Select(n => $"party-{n:000}")];
    private static readonly string[] Issues = [.. Enumerable.Range(0, 50).Select(n => $"issue-{n:00}")];

    public static GrowthQuestion Question { get; } = new("Matrix", $"/api/v1/matrix?negotiation=talks&on={On:yyyy-MM-dd}", "cells", 10_000)
    {
        References = Fill.References(Parties, "talks", Issues),
        Statements = [.. Parties.SelectMany(_ => Issues, (party, issue) => (party, issue)).SelectMany((cell, n) => Cell(cell.party, cell.issue, n))],
        Sql = KeptCell.Sql,
        Values = [Parties.SelectMany(_ => Issues, (party, _) => party).ToArray(), Parties.SelectMany(_ => Issues).ToArray(), On],
    };

    // One or two for each cell: a tenth are of a month only, and every fourth cell has a lower voice later.
    private static IEnumerable<Command> Cell(string party, string issue, int number)
    {
        var day = FirstDay.PlusDays(number * 7 % 300);
        yield return Fill.Statement(party, issue, number, number % 10 == 9 ? SaidOn.TryParse($"{day:uuuu-MM}")! : SaidOn.Day(day), Authority.Principal);
        if (number % 4 == 0)
            yield return Fill.Statement(party, issue, number + 1, SaidOn.Day(day.PlusDays(20)), Authority.Office);
    }
}
