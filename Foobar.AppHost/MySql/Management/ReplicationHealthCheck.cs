using Foobar.MySql.Replication;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.AppHost.MySql.Management;

/// <summary>Shows a judgement of the manager, with its reason, as a health report.</summary>
internal sealed class ReplicationHealthCheck(
    ReplicationManager manager, Func<ReplicationManager, CancellationToken, Task<NodeHealth>> check) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await check(manager, cancellationToken);
        return health.IsHealthy ? HealthCheckResult.Healthy(health.Reason) : HealthCheckResult.Unhealthy(health.Reason);
    }
}
