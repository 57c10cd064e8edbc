using System.Globalization;

namespace PositionLedger.Domain.Audit;

/// <summary>Numbers as ECMAScript writes them: the fewest digits that tell the number from its neighbours (RFC 8785, 3.2.2.3).</summary>
internal static class EcmaNumber
{
    // Beyond them the number is written with an exponent.
    private const int MostIntegerDigits = 21;
    private const int MostLeadingZeros = 6;

    /// <exception cref="ArgumentException">The number isn't finite: JSON has no word for it.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException("The number is too large for JSON that is read as floating point.", nameof(value));
        if (value == 0)
            return "0";

        var (digits, point) = DigitsOf(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        return (value < 0 ? "-" : "") + Layout(digits, point);
    }

    // The digits without zeros at either end, and how many of them stand before the point.
    private static (string Digits, int Point) DigitsOf(string shortest)
    {
        var parts = shortest.Split('E');
        var mantissa = parts[0].Split('.');
        var all = string.Concat(mantissa);
        var digits = all.TrimStart('0');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return (digits.TrimEnd('0'), mantissa[0].Length - (all.Length - digits.Length) + exponent);
    }

    private static string Layout(string digits, int point) => point switch
    {
        > MostIntegerDigits or <= -MostLeadingZeros => digits[..1] + (digits.Length > 1 ? $".{digits[1..]}" : "") + Exponent(point - 1),
        <= 0 => $"0.{new string('0', -point)}{digits}",
        _ when point < digits.Length => $"{digits[..point]}.{digits[point..]}",
        _ => digits.PadRight(point, '0'),
    };

    private static string Exponent(int exponent) => exponent.ToString("'e'+0;'e'-0", CultureInfo.InvariantCulture);
}
