using NodaTime;
using NodaTime.Text;

namespace PositionLedger.Domain.Statements;

/// <summary>When the party said it, as precisely as is known: a set of possible UTC days, written in EDTF or as an instant.</summary>
/// <remarks>
/// Forms: <c>2025-08-09</c>, <c>2025-08</c>, <c>2025</c>, <c>2025-08-05/2025-08-11</c>, <c>../2025-08-09</c> (some day up to
/// it) and instants with a zone (<c>2025-08-09T14:30Z</c>); every date may end in <c>~</c>, <c>?</c> or <c>%</c>, which mark
/// it as approximate and don't widen it. Source: ISO 8601-2:2019, EDTF levels 0 and 1.
/// </remarks>
/// <param name="Edtf">The text as given.</param>
/// <param name="Earliest">The first possible day; <see cref="OpenStart"/> where it has none.</param>
/// <param name="Latest">The last possible day, inclusive.</param>
/// <param name="Instant">The moment, where it is known that well; its day is its UTC day.</param>
public sealed record SaidOn(string Edtf, LocalDate Earliest, LocalDate Latest, Instant? Instant, bool IsApproximate)
{
    private static readonly IPattern<OffsetDateTime> InstantPattern = Instants();

    /// <summary>The earliest day of <c>../b</c>: before every day that anybody can name.</summary>
    public static LocalDate OpenStart => LocalDate.MinIsoValue;

    /// <summary>Whether more than one day is possible.</summary>
    public bool IsUncertain => Earliest != Latest;

    public static SaidOn Day(LocalDate day) => new(LocalDatePattern.Iso.Format(day), day, day, null, false);

    /// <summary>Reads the text, or answers null where it has none of the forms, names no real day, or ends before it starts.</summary>
    public static SaidOn? TryParse(string text)
    {
        if (text.Length > 64)
            return null;
        if (text.Contains('T', StringComparison.Ordinal))
            return AtInstant(text);

        var ends = text.Split('/');
        if (ends.Length > 2 || EdtfDate.TryParse(ends[^1]) is not { } last)
            return null;
        if (ends.Length == 1)
            return new(text, last.First, last.Last, null, last.IsApproximate);
        if (ends[0] == "..")
            return new(text, OpenStart, last.Last, null, last.IsApproximate);

        return EdtfDate.TryParse(ends[0]) is { } first && first.First <= last.Last
            ? new(text, first.First, last.Last, null, first.IsApproximate || last.IsApproximate)
            : null;
    }

    public override string ToString() => Edtf;

    private static SaidOn? AtInstant(string text)
    {
        if (!InstantPattern.Parse(text).TryGetValue(default, out var moment) || !HasUtcDay(moment))
            return null;

        var instant = moment.ToInstant();
        var day = instant.InUtc().Date;
        return day.Year < EdtfDate.FirstYear ? null : new(text, day, day, instant, false);
    }

    // Beyond the first and the last day of the calendar an offset leads nowhere, and NodaTime throws.
    private static bool HasUtcDay(OffsetDateTime moment) =>
        moment.Year >= EdtfDate.FirstYear && (moment.Date < LocalDate.MaxIsoValue || moment.Offset >= Offset.Zero);

    private static IPattern<OffsetDateTime> Instants()
    {
        var seconds = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<Z+HH:mm>");
        var minutes = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>");
        return new CompositePatternBuilder<OffsetDateTime>
        {
            { seconds, _ => true },
            { minutes, _ => false },
        }.Build();
    }
}
