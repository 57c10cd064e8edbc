using System.Data.Common;
using System.Text.Json;
using PositionLedger.Domain.Stances;
using PositionLedger.Server.Store.Json;

namespace PositionLedger.Server.Store.ReadModels.Cells;

/// <summary>A stance period as its table holds it: without its last day, which is the one before the next row's.</summary>
internal static class StancePeriodRow
{
    public static string BodyOf(StancePeriod period) => JsonSerializer.Serialize(period with { Until = null }, WireJson.Stored);

    public static Guid[] GoverningOf(StancePeriod period) => period.GovernedBy is { } one ? [one] : [.. period.Contested];

    public static StancePeriod Read(DbDataReader reader, int column) =>
        JsonSerializer.Deserialize<StancePeriod>(reader.GetFieldValue<byte[]>(column), WireJson.Stored)!;
}
