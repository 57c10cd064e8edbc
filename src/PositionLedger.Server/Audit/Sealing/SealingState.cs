using Microsoft.Extensions.Diagnostics.HealthChecks;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>What this server's sealer does, for its health: a server whose sealer stands still can answer and record all the same.</summary>
public sealed class SealingState : IHealthCheck
{
    private volatile string? _why;

    /// <summary>Why nothing is sealed by this server, in words for anybody; null while it seals, or stands by for another that does.</summary>
    public string? Why => _why;

    public void Leads(long size) => (_why, Size) = (null, size);

    public void Follows() => _why = null;

    /// <summary>How many events were sealed when this server last sealed.</summary>
    public long Size { get; private set; }

    /// <returns>Whether that is news.</returns>
    public bool StandsStill(Exception error)
    {
        var why = error is CannotSealException ? error.Message : Database.IsGone(error) ? "The database can't be reached." : "The sealer failed; the log says more.";
        return Interlocked.Exchange(ref _why, why) != why;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_why is { } why ? HealthCheckResult.Degraded(why) : HealthCheckResult.Healthy());
}
