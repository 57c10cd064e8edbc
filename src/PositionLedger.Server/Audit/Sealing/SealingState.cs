using Microsoft.Extensions.Diagnostics.HealthChecks;
using PositionLedger.Server.Store;

namespace PositionLedger.Server.Audit.Sealing;

/// <summary>What this server's sealer does, for its health: a server whose sealer stands still can answer and record all the same.</summary>
public sealed class SealingState : IHealthCheck
{
    private volatile string? _why;
    private volatile bool _isLeading;

    /// <summary>Why nothing is sealed by this server, in words for anybody; null while it seals, or stands by for another that does.</summary>
    public string? Why => _why;

    /// <summary>Whether this server is the one that seals.</summary>
    public bool IsLeading => _isLeading;

    public void Leads() => (_why, _isLeading) = (null, true);

    public void Follows() => (_why, _isLeading) = (null, false);

    /// <returns>Whether that is news.</returns>
    public bool StandsStill(Exception error)
    {
        var why = error is CannotSealException ? error.Message : Database.IsGone(error) ? "The database can't be reached." : "The sealer failed; the log says more.";
        _isLeading = false;
        return Interlocked.Exchange(ref _why, why) != why;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_why is { } why ? HealthCheckResult.Degraded(why) : HealthCheckResult.Healthy());
}
