using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PositionLedger.Server.Store.Writing;

namespace PositionLedger.Server.Store;

/// <summary>Whether the ledger can answer and record: the database is there, its schema is this version's, the writer runs.</summary>
public sealed class Health(Database database, LedgerWriter writer) : IHealthCheck
{
    public static HealthCheckOptions Live { get; } = new() { Predicate = _ => false, ResponseWriter = WriteAsync };

    public static HealthCheckOptions Ready { get; } = new() { ResponseWriter = WriteAsync };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (writer.ExecuteTask is not { IsCompleted: false })
            return HealthCheckResult.Unhealthy("The writer doesn't run.");

        try
        {
            var applied = await database.ListAsync("select name from ledger.migration", row => row.GetString(0), cancellationToken);
            var missing = Migrations.Steps.Except(applied, StringComparer.Ordinal).ToArray();
            return missing.Length == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The schema lacks {string.Join(", ", missing)}.");
        }
        catch (Exception e) when (Database.IsGone(e))
        {
            return HealthCheckResult.Unhealthy("The database can't be reached.");
        }
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status switch { HealthStatus.Healthy => "ok", HealthStatus.Degraded => "degraded", _ => "unavailable" },
        reasons = report.Entries.Values.Select(entry => entry.Description).Where(reason => reason is not null).ToArray(),
    });
}
