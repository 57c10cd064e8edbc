using CsCheck;
using NodaTime;
using NodaTime.Text;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Domain.Tests.Statements;

/// <summary>Dates in EDTF, and instants.</summary>
public class WhenItWasSaid
{
    [Theory]
    [InlineData("2025-08-09", "2025-08-09", "2025-08-09")]
    [InlineData("2024-02-29", "2024-02-29", "2024-02-29")]
    [InlineData("2025-08", "2025-08-01", "2025-08-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    [InlineData("2025-08-05/2025-08-11", "2025-08-05", "2025-08-11")]
    [InlineData("2025-08-05/2025-08-05", "2025-08-05", "2025-08-05")]
    [InlineData("2025-08/2025-09", "2025-08-01", "2025-09-30")]
    [InlineData("2024/2025-02-03", "2024-01-01", "2025-02-03")]
    [InlineData("0001-01-01", "0001-01-01", "0001-01-01")]
    [InlineData("9999-12-31", "9999-12-31", "9999-12-31")]
    public void Is_a_set_of_days(string text, string earliest, string latest)
    {
        var said = SaidOn.TryParse(text)!;

        Assert.Equal((text, Day(earliest), Day(latest)), (said.ToString(), said.Earliest, said.Latest));
        Assert.Equal((null, false, earliest != latest), (said.Instant, said.IsApproximate, said.IsUncertain));
    }

    [Theory]
    [InlineData("2025-08-09~", "2025-08-09")]
    [InlineData("2025-08-09?", "2025-08-09")]
    [InlineData("2025-08-09%", "2025-08-09")]
    [InlineData("2025-08~", "2025-08")]
    [InlineData("2025-08-05~/2025-08-11", "2025-08-05/2025-08-11")]
    [InlineData("2025-08-05/2025-08-11?", "2025-08-05/2025-08-11")]
    [InlineData("../2025-08-11~", "../2025-08-11")]
    public void Is_marked_but_not_widened_by_a_qualifier(string text, string plain)
    {
        var (said, unmarked) = (SaidOn.TryParse(text)!, SaidOn.TryParse(plain)!);

        Assert.True(said.IsApproximate);
        Assert.Equal(unmarked, said with { Edtf = plain, IsApproximate = false });
    }

    [Fact]
    public void May_have_no_first_day()
    {
        var said = SaidOn.TryParse("../2025-08")!;

        Assert.Equal((SaidOn.OpenStart, new LocalDate(2025, 8, 31), true), (said.Earliest, said.Latest, said.IsUncertain));
        Assert.True(said.Earliest < new LocalDate(1, 1, 1));
    }

    [Theory]
    [InlineData("2025-08-09T14:30Z", "2025-08-09", "2025-08-09T14:30:00Z")]
    [InlineData("2025-08-09T14:30:05Z", "2025-08-09", "2025-08-09T14:30:05Z")]
    [InlineData("2025-08-09T14:30:05.123456789Z", "2025-08-09", "2025-08-09T14:30:05.123456789Z")]
    [InlineData("2025-08-09T23:30-05:00", "2025-08-10", "2025-08-10T04:30:00Z")]
    [InlineData("2025-08-09T00:30+03:00", "2025-08-08", "2025-08-08T21:30:00Z")]
    [InlineData("2025-08-09T24:00Z", "2025-08-10", "2025-08-10T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31", "9999-12-31T23:59:59Z")]
    [InlineData("2025-01-01T00:00:00+14:00", "2024-12-31", "2024-12-31T10:00:00Z")]
    public void Is_an_instant_on_its_UTC_day(string text, string day, string instant)
    {
        var said = SaidOn.TryParse(text)!;

        Assert.Equal((Day(day), Day(day), false), (said.Earliest, said.Latest, said.IsUncertain));
        Assert.Equal(InstantPattern.ExtendedIso.Parse(instant).Value, said.Instant);
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("..")]
    [InlineData("../")]
    [InlineData("../..")]
    [InlineData("/2025-08-09")]
    [InlineData("2025-08-09/")]
    [InlineData("2025-08-09/..")]
    [InlineData("2025-08-09/2025-08-08")]
    [InlineData("2025-09/2025-08-31")]
    [InlineData("2025-08-01/2025-08-02/2025-08-03")]
    [InlineData("2025-02-29")]
    [InlineData("2025-02-30")]
    [InlineData("2025-04-31")]
    [InlineData("2025-13")]
    [InlineData("2025-13-01")]
    [InlineData("2025-00")]
    [InlineData("2025-08-00")]
    [InlineData("2025-8-9")]
    [InlineData("25-08-09")]
    [InlineData("0000-01-01")]
    [InlineData("10000-01-01")]
    [InlineData("-2025-08-09")]
    [InlineData("+2025")]
    [InlineData(" 2025-08-09")]
    [InlineData("2025-08-09 ")]
    [InlineData("2025-08-09~~")]
    [InlineData("2025-08-09-10")]
    [InlineData("20250809")]
    [InlineData("9 August 2025")]
    [InlineData("٢٠٢٥-08-09")]
    [InlineData("2025-08-09T14:30")]
    [InlineData("2025-08-09T14Z")]
    [InlineData("2025-08-09T14:60Z")]
    [InlineData("2025-02-30T14:30Z")]
    [InlineData("2025-08-09t14:30z")]
    [InlineData("2025-08-09T14:30+25:00")]
    [InlineData("2025-08-09T14:30Z~")]
    [InlineData("2025-08-09T14:30Z/2025-08-10")]
    [InlineData("0000-12-31T14:30Z")]
    [InlineData("0001-01-01T00:00+05:00")]
    [InlineData("9999-12-31T23:59:59-05:00")]
    [InlineData("-9998-01-01T00:00:00+05:00")]
    public void Is_refused_where_it_names_no_day(string text) => Assert.Null(SaidOn.TryParse(text));

    [Fact]
    public void Is_refused_where_it_never_ends() => Assert.Null(SaidOn.TryParse(new string('2', 100_000)));

    [Fact]
    public void Of_any_real_day_is_that_day() => Gen.Select(Gen.Int[1, 9999], Gen.Int[1, 12], Gen.Int[1, 31]).Hold(date =>
    {
        var (year, month, day) = date;
        var isReal = day <= CalendarSystem.Iso.GetDaysInMonth(year, month);

        Assert.Equal(isReal ? SaidOn.Day(new(year, month, day)) : null, SaidOn.TryParse($"{year:0000}-{month:00}-{day:00}"));
    });

    [Fact]
    public void Never_ends_before_it_starts_and_never_throws() =>
        Gen.String[Gen.OneOf([.. "0123456789-/.T:Z+~?%"]), 0, 30].Hold(text =>
            Assert.True(SaidOn.TryParse(text) is not { } said || said.Earliest <= said.Latest));

    [Fact]
    public void Of_any_two_days_runs_from_the_first_to_the_second() =>
        Gen.Select(Stances.Histories.Days, Stances.Histories.Days).Hold(days =>
        {
            var said = SaidOn.TryParse($"{days.Item1:uuuu-MM-dd}/{days.Item2:uuuu-MM-dd}");

            Assert.Equal(days.Item1 <= days.Item2, said is not null);
            Assert.True(said is null || (said.Earliest, said.Latest) == days);
        });

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
