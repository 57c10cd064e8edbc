using NodaTime;
using PositionLedger.Domain.Statements;

namespace PositionLedger.Server.Store.ReadModels;

/// <summary>The days of a said-on as PostgreSQL's dates.</summary>
internal static class Days
{
    /// <summary>The first possible day; the open start is the earliest date there is, which PostgreSQL calls <c>-infinity</c>.</summary>
    public static DateOnly Earliest(SaidOn saidOn) => saidOn.Earliest == SaidOn.OpenStart ? DateOnly.MinValue : Of(saidOn.Earliest);

    public static DateOnly Latest(SaidOn saidOn) => Of(saidOn.Latest);

    public static DateOnly Of(LocalDate day) => day.ToDateOnly();
}
