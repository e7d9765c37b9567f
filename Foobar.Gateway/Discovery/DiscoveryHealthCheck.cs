using Foobar.Gateway.Discovery.Dns;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.Gateway.Discovery;

/// <summary>
/// Degraded while it is not known which addresses a name has. Never unhealthy: those from before most likely still are.
/// </summary>
internal sealed class DiscoveryHealthCheck(WatchedHosts hosts) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = hosts.All.Where(host => host.Problem is not null).ToDictionary(host => host.Host, host => (object)host.Problem!);
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("The addresses behind a name are not known.", data: problems));
    }
}
