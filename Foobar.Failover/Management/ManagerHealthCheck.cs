using Foobar.Failover.Leadership;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Failover.Management;

/// <summary>
/// Healthy while the manager looks at the nodes, whatever it sees and whether it leads or stands by: another manager could not
/// do more for them. Degraded, which is as good as healthy to who only asks for that, while nobody could be elected.
/// </summary>
internal sealed class ManagerHealthCheck(FailoverManager manager, ILeadership leadership) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !manager.IsAlive ? HealthCheckResult.Unhealthy("The manager has not looked at the nodes for a while.")
            : leadership.Election is { IsBroken: true } election ? HealthCheckResult.Degraded(election.Reason)
            : HealthCheckResult.Healthy(manager.Status.Decision.Reason));
}
