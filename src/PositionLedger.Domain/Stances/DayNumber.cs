using NodaTime;

namespace PositionLedger.Domain.Stances;

/// <summary>A day as a number, which is compared and added to without a calendar.</summary>
internal static class DayNumber
{
    /// <summary>The start of <c>../b</c>: long before every day that has a date.</summary>
    public const int OpenStart = -100_000_000;

    private static readonly LocalDate First = new(1, 1, 1);
    private static readonly int FirstOfAll = Period.DaysBetween(First, LocalDate.MinIsoValue);
    private static readonly int LastOfAll = Period.DaysBetween(First, LocalDate.MaxIsoValue);

    public static int Of(LocalDate day) => day == Statements.SaidOn.OpenStart ? OpenStart : Period.DaysBetween(First, day);

    /// <summary>Whether the calendar has such a day.</summary>
    public static bool IsDate(int number) => number >= FirstOfAll && number <= LastOfAll;

    public static LocalDate ToDate(int number) => First.PlusDays(number);
}
