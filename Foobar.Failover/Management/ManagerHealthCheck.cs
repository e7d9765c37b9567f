using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Failover.Management;

/// <summary>Healthy while the manager looks at the nodes, whatever it sees: another manager could not do more for them.</summary>
internal sealed class ManagerHealthCheck(FailoverManager manager) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(manager.IsAlive
            ? HealthCheckResult.Healthy(manager.Status.Decision.Reason)
            : HealthCheckResult.Unhealthy("The manager has not looked at the nodes for a while."));
}
