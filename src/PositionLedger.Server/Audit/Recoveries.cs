using NodaTime;
using Npgsql;
using PositionLedger.Server.Http;
using PositionLedger.Server.Store;
using Wolverine.Http;

namespace PositionLedger.Server.Audit;

/// <summary>That events were lost whose leaves were put back from a mirror of the log.</summary>
/// <param name="FromSize">How many leaves there still were.</param>
/// <param name="ToSize">How many there were with those that were put back.</param>
/// <param name="Lost">Of how many of these the event is nowhere any more; questions at a size from there to here have no answer if any is.</param>
/// <param name="Note">The same with the reason, signed.</param>
public sealed record LogRecovery(long FromSize, long ToSize, long Lost, Instant RecoveredAt, string Note);

/// <summary>All recoveries of the log.</summary>
public sealed record LogRecoveryList(IReadOnlyList<LogRecovery> Items);

/// <summary>How often events were lost, and what became of the log.</summary>
public static class RecoveriesEndpoint
{
    private const string Sql = "select from_size, to_size, lost, recovered_at, note from ledger.recovery order by from_size";

    [WolverineGet("/api/v1/audit/recoveries"), OpenToAll]
    [Answers(200, typeof(LogRecoveryList))]
    [EndpointSummary("Which events were lost after they had been sealed, each time with a signed note that says so and why")]
    public static async Task<IResult> Get(HttpContext http, Database database, CancellationToken cancel) =>
        Answers.Json(http, new LogRecoveryList(await database.ListAsync(Sql, Read, cancel)));

    private static LogRecovery Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), Instant.FromDateTimeUtc(row.GetDateTime(3)), row.GetString(4));
}
