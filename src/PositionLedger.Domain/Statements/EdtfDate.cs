using System.Globalization;
using NodaTime;

namespace PositionLedger.Domain.Statements;

/// <summary>One date of an EDTF text: a day, a month or a year, perhaps marked approximate or doubtful.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day, inclusive.</param>
internal readonly record struct EdtfDate(LocalDate First, LocalDate Last, bool IsApproximate)
{
    /// <summary>Years before it are refused: a slip of the pen rather than a negotiation.</summary>
    public const int FirstYear = 1;

    public static EdtfDate? TryParse(string text)
    {
        var isApproximate = text.Length > 0 && text[^1] is '~' or '?' or '%';
        var parts = (isApproximate ? text[..^1] : text).Split('-');
        if (parts.Length > 3 || Number(parts[0], 4) is not { } year || year < FirstYear)
            return null;
        if (parts.Length == 1)
            return new(new(year, 1, 1), new(year, 12, 31), isApproximate);
        if (Number(parts[1], 2) is not (>= 1 and <= 12) || Number(parts[1], 2) is not { } month)
            return null;

        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        if (parts.Length == 2)
            return new(new(year, month, 1), new(year, month, days), isApproximate);
        if (Number(parts[2], 2) is not { } day || day < 1 || day > days)
            return null;

        var date = new LocalDate(year, month, day);
        return new(date, date, isApproximate);
    }

    private static int? Number(string text, int digits) =>
        text.Length == digits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
