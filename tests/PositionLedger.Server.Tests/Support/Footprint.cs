using PositionLedger.Server.Store.ReadModels;

namespace PositionLedger.Server.Tests.Support;

/// <summary>How much is recorded: what must not change when a call is refused.</summary>
internal static class Footprint
{
    private static readonly string Sql = "select concat_ws(', ', 'streams ' || (select count(*) || ' at ' || sum(version) from ledger.mt_streams), "
        + string.Join(", ", ReadModels.Tables.Append("ledger.mt_events").Select(table => $"'{table} ' || (select count(*) from {table})")) + ")";

    public static async Task<string> OfAsync(LedgerApp app)
    {
        await using var command = app.Database.CreateCommand(Sql);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
