using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>Days as PostgreSQL's dates: before and after all days stand <c>-infinity</c> and <c>infinity</c>.</summary>
internal static class Days
{
    public static DateOnly Earliest(SaidOn saidOn) => Of(saidOn.Earliest);

    public static DateOnly Latest(SaidOn saidOn) => Of(saidOn.Latest);

    public static DateOnly Of(LocalDate day) => day == SaidOn.OpenStart ? DateOnly.MinValue : day.ToDateOnly();

    /// <summary>A last day; null is after all days.</summary>
    public static DateOnly Until(LocalDate? day) => day is { } last ? Of(last) : DateOnly.MaxValue;

    public static LocalDate From(DateOnly date) => date == DateOnly.MinValue ? SaidOn.OpenStart : LocalDate.FromDateOnly(date);

    public static LocalDate? UntilFrom(DateOnly date) => date == DateOnly.MaxValue ? null : From(date);
}
