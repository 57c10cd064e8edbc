using NodaTime;
using PositionLedger.Domain.Statements;
using PositionLedger.Server.Stances;
using PositionLedger.Server.Store.Sealed;

namespace PositionLedger.Benchmarks;

/// <summary>The stance over time of a party that said something else on one issue on each of 10,000 days; not all of it on the record.</summary>
internal static class History
{
    private const int Statements = 10_000;
    private const string Party = "talker";
    private const string Issue = "talked-about";

    private static readonly LocalDate FirstDay = new(1998, 1, 1);

    public static GrowthQuestion Question { get; } = new("History", $"/api/v1/parties/{Party}/stances/{Issue}/history", "periods", Statements - Statements / Fill.OffTheRecord)
    {
        References = Fill.References([Party], "talk", [Issue]),
        Statements = [.. Enumerable.Range(0, Statements).Select(n => Fill.Statement(Party, Issue, n, SaidOn.Day(FirstDay.PlusDays(n)), Authority.Principal))],
        Sql = CellChanges.Sql(Knowledge.Now),
        Values = [Party, Issue, Knowledge.Now.Limit],
    };
}
